// Replays the corpus against the mock, over a port, and compares each answer with the framework's.
import { instance } from '../../fixtures/instance.ts';
import { developmentToken, startMock } from '../../mock-server/index.ts';
import { readCorpus, type Case } from './corpus.ts';
import { sendRaw, type RawAnswer } from './raw-request.ts';

/** `exact`: the framework's answer to the letter. `alike`: both accept or both refuse. */
type Likeness = 'exact' | 'alike' | 'otherwise';

export interface Result {
  readonly asked: Case;
  readonly got: RawAnswer;
  readonly likeness: Likeness;
}

const appointment = {
  resourceType: 'Appointment',
  status: 'proposed',
  appointmentType: { coding: [{ system: 'http://snomed.info/sct', code: '448337001' }] },
  supportingInformation: [{ reference: 'Location/b3476a18-3f63-422d-87e7-b3dc0cd55060' }],
  start: '2031-03-04T15:00:00Z',
  end: '2031-03-04T15:30:00Z',
  participant: [
    { actor: { reference: 'Practitioner/4150cd20de8a470aa570a852859ac87e' }, status: 'accepted' },
    { actor: { reference: 'Patient/ee1c7803325b47b492008f3e7c9d7a3d' }, status: 'accepted' },
  ],
};

/** Refusals that are Canvas's, not the framework's: what the framework accepts, an edition may refuse afterwards. */
const isEditions = ({ status, headers }: RawAnswer): boolean => {
  const acted = (headers.get('x-mock-rules') ?? '').split(', ').at(-1) ?? '';
  const isCanvas = acted === 'validation/participant-status' || !acted.startsWith('validation/');
  return status >= 400 && acted !== '' && acted !== 'interaction/not-found' && isCanvas;
};

/** Ids, hosts and what the mock adds of its own are put aside. */
const comparable = (text: string, host: string, id: string): string =>
  text
    .replaceAll(id, '{ID}')
    .replaceAll(id.toUpperCase(), '{IDUPPER}')
    .replaceAll(host, '{HOST}')
    .replace(/\/Appointment\/[0-9a-f-]{32,36}\/_history\/1$|\/Patient\/[0-9a-f-]{32,36}\/_history\/1$/, (location) =>
      location.replace(/[0-9a-f-]{32,36}/, '{NEW}'),
    );

const isExact = ({ answer, method }: Case, got: RawAnswer, host: string, id: string): boolean => {
  const header = (name: string): string | undefined => {
    const value = got.headers.get(name);
    return value === undefined ? undefined : comparable(value, host, id);
  };
  if (answer.status !== got.status || header('content-type') !== answer.type) return false;
  if (header('location') !== answer.location || header('allow') !== answer.allow) return false;
  return answer.status < 400 || method === 'HEAD' || comparable(got.text, host, id) === answer.text;
};

const likenessOf = (asked: Case, got: RawAnswer, host: string, id: string): Likeness => {
  const { status } = asked.answer;
  if (status < 300 && isEditions(got)) return 'exact';
  if (isExact(asked, got, host, id)) return 'exact';
  return status < 400 === got.status < 400 ? 'alike' : 'otherwise';
};

const bytesOf = ({ body = '', base64 }: Case): Buffer =>
  base64 === undefined ? Buffer.from(body, 'utf8') : Buffer.from(base64, 'base64');

/** Every case of the corpus against a mock of its own. */
export const replay = async (cases: readonly Case[] = readCorpus()): Promise<readonly Result[]> => {
  const mock = await startMock({ port: 0, validation: 'framework', records: { ...instance, appointments: [] } });
  const host = new URL(mock.url).host;
  const authorization = `Bearer ${developmentToken}`;
  const create = async (): Promise<string> => {
    const body = Buffer.from(JSON.stringify(appointment));
    const headers = { authorization, 'content-type': 'application/json' };
    const made = await sendRaw(host, { method: 'POST', path: '/Appointment', headers, body });
    return /Appointment\/([^/]+)/.exec(made.headers.get('location') ?? '')?.[1] ?? '';
  };
  const results: Result[] = [];
  try {
    const shared = await create();
    for (const asked of cases) {
      const id = asked.method === 'PUT' ? await create() : shared;
      const fill = (text: string): string =>
        text.replaceAll('{ID}', id).replaceAll('{IDUPPER}', id.toUpperCase()).replaceAll('{HOST}', host);
      const body = asked.body === undefined ? bytesOf(asked) : Buffer.from(fill(asked.body), 'utf8');
      const { method, headers } = asked;
      const got = await sendRaw(host, { method, path: fill(asked.path), headers: { authorization, ...headers }, body });
      results.push({ asked, got, likeness: likenessOf(asked, got, host, id) });
    }
  } finally {
    await mock.close();
  }
  return results;
};

export interface Tally {
  readonly cases: number;
  readonly exact: number;
  /** Decided alike, the exact ones among them. */
  readonly alike: number;
}

/** How many cases of each category agree. */
export const tallies = (results: readonly Result[]): ReadonlyMap<string, Tally> => {
  const found = new Map<string, Tally>();
  for (const { asked, likeness } of results) {
    const { cases, exact, alike } = found.get(asked.category) ?? { cases: 0, exact: 0, alike: 0 };
    found.set(asked.category, {
      cases: cases + 1,
      exact: exact + Number(likeness === 'exact'),
      alike: alike + Number(likeness !== 'otherwise'),
    });
  }
  return found;
};
