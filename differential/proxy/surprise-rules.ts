// The rule behind a surprise: a mock bent in it answers the same requests as the live side did.
import type { Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { ruleIds, topicOf } from '../../schemas/rules/index.ts';
import { targetOn } from '../../targets/mock.ts';
import { attributed, Bench, type Attribution } from '../attribution/attribute.ts';
import type { Comparison, Sides } from '../attribution/comparison.ts';
import type { Call } from '../requests/script.ts';
import { issueIn } from '../../schemas/issue.ts';
import type { Outcome } from '../requests/perform.ts';
import { play, type Scene } from './ask.ts';
import { differencesOf, type Difference } from './difference.ts';
import type { Memory, Sent } from './memory.ts';

const callOf = ({ method, url, headers, body }: Sent): Call => ({ method, path: url, headers, body, bearer: 'usual' });

/** Rules of a search that no answer names as having acted. */
const searchsetRules = ruleIds.filter((id) => topicOf(id) === 'searchset');

const suspectsOf = ({ request: { method, url } }: Scene): readonly string[] =>
  (method === 'GET' && !/^\/Appointment\/./.test(url)) || url.includes('/_search') ? searchsetRules : [];

interface Predicted {
  readonly differences: readonly Difference[];
  readonly theirs: Outcome;
  readonly scene: Scene;
}

/** What a surprise looks like, whatever it is about: the same look has the same rule. */
const lookOf = ({ scene: { request, writes }, theirs }: Predicted, { where, expected, actual }: Difference): string => {
  const shape = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value;
  const path = request.url.replace(/\/Appointment\/[^/?]+/, '/Appointment/id').replace(/=[^&]*/g, '');
  const place = where.replace(/\[\d+\]/g, '');
  const text = issueIn(theirs.body).text.replace(/'[^']*'|[\w:.+-]*\d[\w:.+-]*/g, '_');
  return [
    request.method,
    path,
    writes.map(({ method }) => method).join(),
    place,
    shape(expected),
    shape(actual),
    text,
  ].join(' ');
};

/** Names rules. Bent mocks are started once, and what looks alike is named once. */
export class Namer {
  readonly #mock: Mock;
  readonly #memory: Memory;
  readonly #edition: Edition;
  readonly #bench: Bench;
  readonly #names = new Map<string, Attribution>();
  readonly #quiet: () => Promise<void>;

  /** `quiet` lets the traffic go first. */
  constructor(mock: Mock, memory: Memory, edition: Edition, quiet: () => Promise<void>) {
    this.#quiet = quiet;
    this.#mock = mock;
    this.#memory = memory;
    this.#edition = edition;
    this.#bench = new Bench(edition);
  }

  /** The rules behind one difference of a prediction. */
  async name(predicted: Predicted, difference: Difference): Promise<Attribution> {
    const look = lookOf(predicted, difference);
    const known = this.#names.get(look) ?? (await this.#attribute(predicted, difference));
    this.#names.set(look, known);
    return known;
  }

  close(): Promise<void> {
    return this.#bench.close();
  }

  async #attribute({ differences, theirs, scene }: Predicted, { where }: Difference): Promise<Attribution> {
    const ours = await play(this.#mock, this.#memory, scene);
    const call = ours.length - 1;
    const at = (all: readonly Difference[]) =>
      all.map((one) => ({ call, where: one.where, mock: one.expected, other: one.actual, key: one.where }));
    const between = (one: Outcome | undefined, other: Outcome | undefined) =>
      one === undefined || other === undefined ? [] : at(differencesOf(one, other, this.#memory.isLive));
    const target = targetOn(this.#mock, this.#edition);
    const comparison: Comparison = {
      script: { name: 'passed', rules: suspectsOf(scene), calls: [...scene.writes, scene.request].map(callOf) },
      ours,
      theirs: [...ours.slice(0, -1), theirs],
      differences: at(differences),
      mock: target,
      other: target,
      ended: undefined,
    };
    const found = comparison.differences.find(({ key }) => key === where);
    if (found === undefined) return { certainty: 'concerns', rules: [], asIf: [] };
    const sides: Sides = {
      canBeAsked: true,
      compare: async () => comparison,
      suppose: async (bent) => {
        await this.#quiet();
        const all = await play(bent, this.#memory, scene);
        // The live side has accepted the writes before: a mock that refuses one of them explains nothing.
        if (all.some(({ status }, position) => position < call && status !== ours[position]?.status))
          return { left: comparison.differences, changed: [] };
        return { left: between(all.at(-1), theirs), changed: between(ours.at(-1), all.at(-1)) };
      },
    };
    // Each difference of an answer is named by itself.
    return attributed({ sides, bench: this.#bench, comparison, difference: found, isSettled: () => true });
  }
}
