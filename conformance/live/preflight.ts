// Looks at a live target before the suite is started: a wrong token must not end as fifty violated rules.
import {
  checkedBaseUrl,
  type Environment,
  liveBaseUrl,
  type LiveClient,
  pathsOfProof,
  type Token,
  unproven,
  usualSearches,
  type Withholding,
} from '../../targets/live/index.ts';
import { type Answer, NoAnswer, TargetFault } from '../../targets/index.ts';
import { conclusionOf, diagnosisOf, remedies, type Diagnosis } from './diagnosis.ts';
import { lookAtReads, type Reads } from './read-access.ts';
import { Stop } from '../run/exit-codes.ts';

/** What the look came to: the suite can start, with this token; or nothing that answers is worth testing. */
type Preflight =
  | { readonly isReady: true; readonly token: Token | undefined; readonly withheld: readonly Withholding[] }
  | { readonly isReady: false; readonly reason: string };

interface Seen {
  readonly path: string;
  readonly answer: Answer | undefined;
  readonly diagnosis: Diagnosis | undefined;
  readonly failure: string;
}

const look = async ({ ask }: LiveClient, path: string): Promise<Seen> => {
  try {
    const answer = await ask(path);
    return { path, answer, diagnosis: diagnosisOf(answer), failure: '' };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { path, answer: undefined, diagnosis: undefined, failure: error.message };
  }
};

const described = (baseUrl: string, { path, answer, diagnosis, failure }: Seen): string =>
  answer === undefined || diagnosis === undefined
    ? failure
    : `GET ${baseUrl}${path} answered ${answer.status} ${answer.headers.get('content-type') ?? ''}`.trimEnd() +
      `: ${remedies[diagnosis]}`;

/** What one answer is enough for: the token, its scopes, a firewall, the rate limit. */
const atOnce: ReadonlySet<Diagnosis | undefined> = new Set<Diagnosis>([
  'token-refused',
  'scope-missing',
  'blocked',
  'limited',
]);

const stopFor = (baseUrl: string, seen: Seen, before = ''): Stop =>
  new Stop(
    seen.diagnosis === undefined ? 'inconclusive' : conclusionOf(seen.diagnosis),
    `${before}${described(baseUrl, seen)}`,
  );

const isFailing = ({ diagnosis }: Seen): boolean => diagnosis === 'server-error';

/** Ends the command where every search fails: a run would call each rule of a search violated. Where one type alone fails, the run says so. */
const checkSearches = async (client: LiveClient, ofAppointments: Seen | undefined): Promise<void> => {
  if (ofAppointments === undefined || !isFailing(ofAppointments)) return;
  for (const path of usualSearches.filter((one) => one !== ofAppointments.path))
    if (!isFailing(await look(client, path))) return;
  throw stopFor(client.baseUrl, ofAppointments, 'every search fails, of appointments, practitioners and patients: ');
};

/** Looks until it is proven that a FHIR server answers, and says what is wrong where nothing proves it. */
const looked = async (client: LiveClient): Promise<string | undefined> => {
  const { baseUrl } = client;
  const seen: Seen[] = [];
  for (const path of pathsOfProof) {
    const view = await look(client, path);
    if (atOnce.has(view.diagnosis)) throw stopFor(baseUrl, view);
    seen.push(view);
    if (unproven(answersIn(seen)) === undefined) {
      await checkSearches(client, seen[0]);
      return undefined;
    }
    if (view.answer === undefined) break;
  }
  const [first] = seen;
  if (first === undefined) return undefined;
  if (seen.some(({ diagnosis }) => diagnosis === 'fhir'))
    throw new Stop('configuration', unproven(answersIn(seen)) ?? '');
  const stop = stopFor(baseUrl, first, 'the target did not answer as a FHIR server: ');
  if (stop.conclusion !== 'inconclusive') throw stop;
  return stop.message;
};

const answersIn = (seen: readonly Seen[]): readonly Answer[] =>
  seen.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));

const orStop = (error: unknown): { readonly reason: string } => {
  if (!(error instanceof TargetFault)) throw error;
  if (error.kind === 'unreachable') return { reason: `the target did not answer: ${error.message}` };
  throw new Stop(error.kind, error.message);
};

/** The live target that the environment names; undefined where it names none. Half a configuration ends the command. */
export const namedTarget = (environment: Environment): string | undefined => orFault(() => checkedBaseUrl(environment));

/** The address alone, for what sends nothing and needs no credentials. */
export const namedAddress = (environment: Environment): string | undefined => orFault(() => liveBaseUrl(environment));

const orFault = <Result>(ask: () => Result): Result => {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TargetFault) throw new Stop('configuration', error.message);
    throw error;
  }
};

/** One authenticated look at a live target, and one for each type that is to be read. Ends the command where the configuration is at fault. */
export const preflight = async (client: LiveClient, reads: Reads = {}): Promise<Preflight> => {
  try {
    const reason = await looked(client);
    if (reason !== undefined) return { isReady: false, reason };
    const { Appointment: _looked, ...others } = reads;
    const withheld = await lookAtReads(client, others);
    return { isReady: true, withheld, token: await client.tokens.tokenToHandOn() };
  } catch (error) {
    return { isReady: false, ...orStop(error) };
  }
};
