// Asks the mock of an edition what a journal asked, and keeps what it answered and which rules acted.
import { assembleMock, developmentToken } from '../../mock-server/index.ts';
import type { ContractOptions } from '../../schemas/contract.ts';
import type { Recorded } from '../traffic/index.ts';

export interface Replayed {
  readonly status: number;
  /** Body and location, with ids made comparable between replays. */
  readonly text: string;
  readonly location: string;
  readonly rules: readonly string[];
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids of the recording that stand for others in a replay. */
class Names {
  readonly #own = new Map<string, string>();

  learn({ created }: Recorded, location: string): void {
    const own = /\/[A-Z]\w+\/([^/?]+)/.exec(location)?.[1];
    if (created !== undefined && own !== undefined) this.#own.set(created, own);
  }

  /** A text of the recording in the ids of this replay. */
  toReplay(text: string): string {
    return [...this.#own].reduce((changed, [recorded, own]) => changed.replaceAll(recorded, own), text);
  }

  /** A text of this replay in the ids of the recording; ids that the recording does not know are all the same. */
  toRecording(text: string): string {
    const known = new Map([...this.#own].map(([recorded, own]) => [own, recorded]));
    return text.replace(uuid, (id) => known.get(id) ?? '{id}');
  }
}

const dropped = new Set(['host', 'content-length', 'connection', 'x-mock-world', 'authorization', 'transfer-encoding']);

const headersFor = ({ headers, wasDenied }: Recorded): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name))),
  ...(wasDenied ? {} : { authorization: `Bearer ${developmentToken}` }),
});

/** Asks everything in its order, from the fixture instance, each request at the time it was recorded. */
export const replay = async (
  requests: readonly Recorded[],
  contract: ContractOptions,
): Promise<readonly Replayed[]> => {
  const { app } = assembleMock({ ...contract, seed: 'upgrade' });
  const names = new Names();
  const answers: Replayed[] = [];
  for (const request of requests) {
    if (request.time !== undefined)
      await app.inject({ method: 'PUT', url: '/__admin/clock', payload: { now: request.time } });
    const { statusCode, headers, payload } = await app.inject({
      method: request.method as 'GET',
      url: names.toReplay(request.path),
      headers: headersFor(request),
      ...(request.body === '' ? {} : { payload: names.toReplay(request.body) }),
    });
    const location = headers['location'] ?? '';
    names.learn(request, location);
    answers.push({
      status: statusCode,
      text: names.toRecording(payload),
      location: names.toRecording(location),
      rules: String(headers['x-mock-rules'] ?? '')
        .split(', ')
        .filter((rule) => rule.includes('/')),
    });
  }
  await app.close();
  return answers;
};
