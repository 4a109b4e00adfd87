// The rule behind a surprise: its mutant answers the same requests as the live side did.
import type { Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { ruleIds, topicOf } from '../../schemas/rules/index.ts';
import { issueIn } from '../../schemas/issue.ts';
import { attribute, MutatedMocks, type Attribution, comparerBy, type Comparer } from '../attribution/index.ts';
import type { Difference, PlaceDifference, Counterpart, Side, Call, Script } from '../requests/index.ts';
import { inProcess } from '../requests/in-process.ts';
import type { Prediction } from './live-model.ts';
import { liveDifferences } from './live-outcome.ts';
import type { LiveState, Sent } from './live-state.ts';
import { playScene, type Scene } from './scene.ts';

const callOf = ({ method, url, headers, body }: Sent): Call => ({ method, path: url, headers, body, bearer: 'usual' });

/** Rules of a search that no answer names as having acted. */
const searchsetRules = ruleIds.filter((id) => topicOf(id) === 'searchset');

const suspectsOf = ({ request: { method, url } }: Scene): readonly string[] =>
  (method === 'GET' && !/^\/Appointment\/./.test(url)) || url.includes('/_search') ? searchsetRules : [];

const scriptOf = (scene: Scene): Script => ({
  name: 'passed',
  rules: suspectsOf(scene),
  calls: [...scene.writes, scene.request].map(callOf),
});

/** What a surprise looks like, whatever it is about: the same look has the same rule. */
const lookOf = (
  { scene: { request, writes }, live }: Prediction,
  { where, mock, counterpart }: PlaceDifference,
): string => {
  const shape = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value;
  const path = request.url.replace(/\/Appointment\/[^/?]+/, '/Appointment/id').replace(/=[^&]*/g, '');
  const place = where.replace(/\[\d+\]/g, '');
  const text = issueIn(live.body).text.replace(/'[^']*'|[\w:.+-]*\d[\w:.+-]*/g, '_');
  return [
    request.method,
    path,
    writes.map(({ method }) => method).join(),
    place,
    shape(mock),
    shape(counterpart),
    text,
  ].join(' ');
};

/** The live side as the counterpart: it has accepted the writes before, and its answer to the request has passed. */
const liveSide = ({ live }: Prediction, target: Side['target']): Counterpart => ({
  name: target.baseUrl,
  canBeAsked: false,
  open: async () => target,
  answer: async (_script, _target, { outcomes }) => ({ outcomes: [...outcomes.slice(0, -1), live] }),
  close: async () => [],
});

/** Finds rules. Mutants are started once, and what looks alike is attributed once. */
export class RuleFinder {
  readonly #mock: Mock;
  readonly #state: LiveState;
  readonly #edition: Edition;
  readonly #mocks: MutatedMocks;
  readonly #found = new Map<string, Attribution>();
  readonly #whenIdle: () => Promise<void>;

  /** `whenIdle` lets the traffic go first. */
  constructor(mock: Mock, state: LiveState, edition: Edition, whenIdle: () => Promise<void>) {
    this.#whenIdle = whenIdle;
    this.#mock = mock;
    this.#state = state;
    this.#edition = edition;
    this.#mocks = new MutatedMocks(edition);
  }

  /** The rules behind one difference of a prediction. */
  async find(prediction: Prediction, difference: PlaceDifference): Promise<Attribution> {
    const look = lookOf(prediction, difference);
    const found = this.#found.get(look) ?? (await this.#attribute(prediction, difference));
    this.#found.set(look, found);
    return found;
  }

  close(): Promise<void> {
    return this.#mocks.close();
  }

  async #attribute(prediction: Prediction, { where }: PlaceDifference): Promise<Attribution> {
    const comparer = this.#comparerFor(prediction);
    const script = scriptOf(prediction.scene);
    const call = script.calls.length - 1;
    // A prediction knows more of a search than its answers tell: its differences are the ones in question.
    const differences = prediction.differences.map((one) => ({ ...one, call, key: one.where }));
    const comparison = { ...(await comparer.compare(script)), differences };
    const difference = differences.find(({ key }) => key === where);
    if (difference === undefined) return { certainty: 'concerns', rules: [], asIf: [] };
    // Each difference of an answer is attributed by itself.
    return attribute({ comparer, mocks: this.#mocks, comparison, difference, isKnown: () => true });
  }

  /** Compares mocks with the live side by playing the scene on them. */
  #comparerFor(prediction: Prediction): Comparer {
    return comparerBy({
      counterpart: liveSide(prediction, inProcess(this.#mock, this.#edition)),
      mock: async () => this.#mock,
      performOn: async (mock) => {
        await this.#whenIdle();
        return {
          target: inProcess(mock, this.#edition),
          outcomes: await playScene(mock, this.#state, prediction.scene),
        };
      },
      differencesOf: (_script, mock, counterpart) => this.#differences(mock, counterpart),
      isExcluded: () => false,
    });
  }

  /** Where a write before is answered otherwise, the last answer explains nothing and is not compared. */
  #differences(mock: Side, counterpart: Side): readonly Difference[] {
    const call = mock.outcomes.length - 1;
    const [one, other] = [mock.outcomes[call], counterpart.outcomes[call]];
    const isSameBefore = mock.outcomes
      .slice(0, -1)
      .every((outcome, position) => outcome?.status === counterpart.outcomes[position]?.status);
    if (one === undefined || other === undefined || !isSameBefore) return [];
    return liveDifferences(one, other, this.#state.isLiveId).map((difference) => ({ ...difference, call }));
  }
}
