// Canaries: safe requests that were answered well in this run. Where a scenario fails they are asked again: where none of
// one type is answered well any more, the server or what stands before it is not the one that the run began with.
import { isObject, jsonIn } from '../../schemas/json.ts';
import { issueIn } from '../../schemas/issue.ts';
import { ServerLost } from '../failures.ts';
import type { Answer } from '../send.ts';
import { usualSearches } from './access.ts';
import { foreignText, isFhir } from './foreign-answers.ts';
import { isSearch } from './writing.ts';

interface Canary {
  readonly path: string;
  /** How it was answered before; undefined where this is not known. */
  readonly status: number | undefined;
  readonly isWell: (answer: Answer) => boolean;
}

/** So many records of a type are asked for again at most. */
const mostReads = 3;

/** So many records that are gone, and no record that is left, are no fault of one record. */
const fewestReads = 2;

const resourceIn = ({ status, text }: Answer): Readonly<Record<string, unknown>> => {
  const value = status === 200 ? jsonIn(text) : undefined;
  return isObject(value) ? value : {};
};

/** The types that a searchset shows; undefined of what is none. */
const typesShown = (answer: Answer): readonly unknown[] | undefined => {
  const { resourceType, entry } = resourceIn(answer);
  if (resourceType !== 'Bundle') return undefined;
  const entries = Array.isArray(entry) ? entry.filter(isObject) : [];
  return entries.flatMap(({ resource }) => (isObject(resource) ? [resource['resourceType']] : []));
};

/** What the breaker and the guard of the token judge: credentials, scopes, a rate limit, a server that fails. */
const isOfAnother = ({ status }: Answer): boolean => [401, 403, 429].includes(status) || status >= 500;

const typeIn = (path: string): string => /^\/(\w+)/.exec(path)?.[1] ?? '';

const typesOfAnyRun: ReadonlySet<string> = new Set(usualSearches.map(typeIn));

/** True of a searchset that shows what it has to show. */
const isOfTypes = (wanted: readonly string[], shown: readonly unknown[] | undefined): boolean =>
  shown !== undefined && wanted.every((type) => shown.includes(type));

const isBundle = (answer: Answer): boolean => typesShown(answer) !== undefined;

const isStatement = (answer: Answer): boolean => resourceIn(answer)['resourceType'] === 'CapabilityStatement';

/** Searches for whatever there is: nothing is ever deleted, so that one which has shown something shows something again. */
const isForAnything = (path: string): boolean => /^\/[A-Z]\w*(\?_count=\d+)?$/.test(path);

/** The canary that an answer makes of its request; undefined where it makes none. */
const canaryOf = (path: string, answer: Answer): Canary | undefined => {
  const { status } = answer;
  const [, type, id] = /^\/([A-Z]\w*)\/([^/?]+)$/.exec(path) ?? [];
  if (type !== undefined) {
    const isIt = (one: Answer): boolean => resourceIn(one)['resourceType'] === type && resourceIn(one)['id'] === id;
    return isIt(answer) ? { path, status, isWell: isIt } : undefined;
  }
  if (path === '/metadata') return isStatement(answer) ? { path, status, isWell: isStatement } : undefined;
  if (!isForAnything(path) || typesShown(answer) === undefined) return undefined;
  const wanted = typesShown(answer)?.includes(typeIn(path)) === true ? [typeIn(path)] : [];
  return { path, status, isWell: (one) => isOfTypes(wanted, typesShown(one)) };
};

const shortened = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 120);

const wordsOf = ({ status, text }: Answer): string =>
  `${status} (${text.trim() === '' ? 'empty' : shortened(issueIn(jsonIn(text)).text || text)})`;

const nextStep = 'see that the server is up, and that nobody resets it meanwhile, then run again';

interface Lost {
  readonly canary: Canary;
  readonly answer: Answer;
}

const lostAt = ({ canary: { path, status }, answer }: Lost): ServerLost => {
  if (!isFhir(answer) && answer.status < 500) return new ServerLost('stopped', foreignText(answer));
  const found =
    status === undefined
      ? `every search is answered with a server error, GET ${path} with`
      : `GET ${path} was answered ${status} before in this run, and is now answered`;
  return new ServerLost('stopped', `${found} ${wordsOf(answer)}; ${nextStep}`);
};

export class Canaries {
  readonly #ask: (path: string) => Promise<Answer | undefined>;
  readonly #searches = new Map<string, Canary>();
  /** By path; those that were answered last stand last. */
  readonly #reads = new Map<string, Canary>();

  /** `ask` gives undefined where no answer comes, which is no canary's business. */
  constructor(ask: (path: string) => Promise<Answer | undefined>) {
    this.#ask = ask;
  }

  /** Takes note of a request with the token of the run, and of how it was answered. `path` stands below the FHIR base. */
  note({ method, url }: Request, baseUrl: string, answer: Answer): void {
    const path = url.slice(baseUrl.length);
    if (method !== 'GET') return void this.#reads.delete(path);
    const canary = canaryOf(path, answer);
    if (canary === undefined) return;
    const isOfSearch = isSearch({ method, url }, baseUrl) || path === '/metadata';
    if (!isOfSearch) this.#reads.delete(path);
    if (isOfSearch) this.#searches.set(path, canary);
    else this.#reads.set(path, canary);
  }

  /** Throws ServerLost where what was answered well before is not any more, in one of some types. */
  async check(types: ReadonlySet<string>): Promise<void> {
    let isServerError = false;
    for (const type of types) isServerError = (await this.#checkType(type)) || isServerError;
    const isSearchKnown = [...this.#searches.keys()].some((path) => typesOfAnyRun.has(typeIn(path)));
    if (isServerError || !isSearchKnown) await this.#checkSearching();
  }

  /** Searches of one type that fail are a fault of that type: those of all types are not. */
  async #checkSearching(): Promise<void> {
    const usual = usualSearches.map((path): Canary => ({ path, status: undefined, isWell: isBundle }));
    const ofTypes = new Map([...usual, ...this.#searches.values()].map((canary) => [typeIn(canary.path), canary]));
    ofTypes.delete('metadata');
    let first: Lost | undefined;
    for (const canary of ofTypes.values()) {
      const answer = await this.#ask(canary.path);
      if (answer === undefined || answer.status < 500) return;
      first ??= { canary, answer };
    }
    if (first !== undefined) throw lostAt(first);
  }

  /** Gives whether a search of the type is answered with a server error, which others than this check judge. */
  async #checkType(type: string): Promise<boolean> {
    const ofType = ({ path }: Canary): boolean => typeIn(path) === type;
    const searches = await this.#failing([...this.#searches.values()].filter(ofType));
    const reads = await this.#failing([...this.#reads.values()].filter(ofType).slice(-mostReads));
    const [first] = [...searches.failing, ...reads.failing];
    const areRecordsGone = reads.failing.length >= fewestReads;
    const isTypeGone = searches.failing.length > 0 && !searches.isAnyWell;
    if (first !== undefined && !reads.isAnyWell && (areRecordsGone || isTypeGone)) throw lostAt(first);
    return searches.isServerError;
  }

  /** Asks again until one is answered well. */
  async #failing(canaries: readonly Canary[]): Promise<{
    isAnyWell: boolean;
    isServerError: boolean;
    failing: Lost[];
  }> {
    const failing: Lost[] = [];
    for (const canary of canaries) {
      const answer = await this.#ask(canary.path);
      const isServerError = answer !== undefined && answer.status >= 500;
      if (answer === undefined || isOfAnother(answer) || canary.isWell(answer))
        return { isAnyWell: true, isServerError, failing };
      failing.push({ canary, answer });
    }
    return { isAnyWell: false, isServerError: false, failing };
  }
}
