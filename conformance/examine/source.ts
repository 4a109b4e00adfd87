// The traffic that a client has left: read, checked, and without what tells of people.
import { hideByPlace, Pseudonyms } from '../../redaction/people/index.ts';
import { isInEdition } from '../../schemas/contract.ts';
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { readTraffic, type Recorded } from '../traffic/index.ts';
import { hasSucceeded, isCreate, isFhir, isOfCanvas, sentIn } from './calls.ts';
import type { Course } from './judging.ts';

const knownRules: ReadonlyMap<string, (typeof ruleIds)[number]> = new Map(ruleIds.map((id) => [id, id]));

/** Editions in which every rule holds that has acted in the traffic; all of them where no rule is named. */
const editionsOf = (calls: readonly Recorded[]): readonly Edition[] => {
  const acted = new Set(calls.flatMap(({ rules }) => rules.flatMap((rule) => knownRules.get(rule) ?? [])));
  return editions.filter((edition) => [...acted].every((rule) => isInEdition(rule, edition)));
};

/** Editions that write the location header as the answers have it. A server that nobody knows tells its edition by it. */
const editionsByLocation = (calls: readonly Recorded[]): readonly Edition[] => {
  const locations = calls
    .filter((call) => isCreate(call) && hasSucceeded(call))
    .flatMap(({ answerHeaders: { location } }) => (location === undefined ? [] : [location]));
  if (locations.length === 0) return editions;
  const hasVersion = locations.some((location) => location.includes('/_history/'));
  const rule = hasVersion ? 'interaction/location-has-version' : 'interaction/location-has-no-version';
  return editions.filter((edition) => isInEdition(rule, edition));
};

/** Ends the command where the traffic is that of a server of another edition. */
const checkEdition = (source: string, calls: readonly Recorded[], edition: Edition): void => {
  const fitting = editionsOf(calls).filter((each) => editionsByLocation(calls).includes(each));
  if (fitting.length === 0 || fitting.includes(edition)) return;
  const [first, last] = [fitting[0] ?? edition, fitting.at(-1) ?? edition];
  const which = first === last ? first : `${first} to ${last}`;
  throw new Stop('usage', `${source} is of the edition of ${which}, not of ${edition}: say --edition ${last}`);
};

/** Hosts at whose root a FHIR API of Canvas is asked for; the token endpoint may be on a host of its own. */
const ofCanvas = (source: string, calls: readonly Recorded[]): readonly Recorded[] => {
  const found = calls.filter(isOfCanvas);
  if (found.some(isFhir) || found.some(({ path }) => path.startsWith('/auth/'))) return found;
  const hosts = [...new Set(calls.map(({ host }) => host).filter((host) => host !== ''))];
  const asked = hosts.length === 0 ? '' : `; it asks ${hosts.slice(0, 5).join(', ')}`;
  throw new Stop(
    'usage',
    `${source} holds no request to a FHIR API of Canvas, whose types lie at the root of the host${asked}`,
  );
};

/** The traffic without what tells of people: the same text is always the same pseudonym. */
const withoutPeople = (calls: readonly Recorded[]): readonly Recorded[] => {
  const pseudonyms = new Pseudonyms(undefined);
  const hidePeople = (value: unknown): unknown => hideByPlace(value, pseudonyms, new Set());
  return calls.map((call) => {
    const sent = sentIn(call);
    return {
      ...call,
      path: String(hidePeople(call.path)),
      body: sent === undefined ? call.body : JSON.stringify(hidePeople(sent)),
      answer: hidePeople(call.answer),
    };
  });
};

const byTime = (one: Recorded, other: Recorded): number => (one.came ?? 0) - (other.came ?? 0);

/** What a client did in each world of a journal, or in the one of a HAR. */
export const coursesIn = async (source: string, edition: Edition): Promise<readonly Course[]> => {
  const traffic = await readTraffic(source);
  const { deliveries, until } = traffic;
  const all = ofCanvas(source, traffic.calls);
  checkEdition(source, all, edition);
  const isAddress = /^https?:/.test(source);
  const calls = isAddress ? all : withoutPeople(all);
  const ordered = calls.every(({ came }) => came !== undefined) ? calls.toSorted(byTime) : calls;
  const names = [...new Set(ordered.map(({ world }) => world))];
  // A file need not name the world of a delivery.
  const isOne = names.length === 1;
  const toldIn = (name: string): Pick<Course, 'told'> => {
    const told = deliveries.filter(({ world }) => isOne || world === name);
    return told.length === 0 ? {} : { told: { deliveries: told, until } };
  };
  return names.map((name) => ({
    world: isOne ? 'traffic' : `traffic-of-${name}`,
    calls: ordered.filter(({ world }) => world === name),
    ...toldIn(name),
  }));
};
