// What a place of the page tells: its attribute, the interactions it speaks of, and the topics of its rules.
import type { Interaction } from '../../schemas/rules/rule.ts';

/** Part of a place to the topics of its rules. `topicPart` says which part counts. */
const topics: Readonly<Record<string, readonly string[]>> = {
  '401': ['access'],
  '403': ['access'],
  '404': ['interaction'],
  '405': ['interaction'],
  '412': ['interaction'],
  '422': ['booking', 'interaction'],
  search_parameters: ['search'],
  'query-parameters': ['search'],
  responses: ['interaction'],
  errors: ['interaction', 'access'],
  examples: ['interaction', 'read', 'searchset', 'participant', 'appointment-type', 'supporting-information'],
  link: ['searchset'],
  entry: ['searchset'],
  total: ['searchset'],
  contained: ['supporting-information'],
  supportingInformation: ['supporting-information', 'location'],
  extension: ['read'],
  identifier: ['identifier'],
  status: ['status'],
  appointmentType: ['appointment-type'],
  reasonCode: ['reason-code'],
  description: ['reason-code'],
  participant: ['participant'],
  start: ['booking'],
  end: ['booking'],
  id: ['interaction', 'read'],
  endpoint: ['interaction'],
  endpoints: ['interaction'],
  create: ['booking', 'interaction'],
  update: ['interaction', 'booking', 'participant'],
  read: ['interaction', 'read'],
  search: ['search', 'searchset'],
};

const interactions: readonly Interaction[] = ['create', 'read', 'update', 'search'];

const partsOf = (place: string): readonly string[] => place.replace(/#\d+/g, '').split('.');

/** Whether the last part is what is said of an attribute, and not an attribute of that name. */
const isAspect = (parts: readonly string[]): boolean => !(parts.at(-2) ?? '').endsWith('attributes');

/** The part of a place that tells its topic: the outermost attribute, of an example the status, else the interaction. */
const topicPart = (parts: readonly string[]): string | undefined => {
  const last = (parts.at(-1) ?? '').endsWith('description') && isAspect(parts) ? -1 : undefined;
  const listed = parts.slice(0, last).filter((part) => Object.hasOwn(topics, part));
  if (parts[0] === 'examples') return listed.at(-1);
  return listed.find((part) => !(interactions as readonly string[]).includes(part)) ?? listed[0];
};

/** The topics of a place. */
export const topicsAt = (place: string): readonly string[] =>
  topics[topicPart(partsOf(place)) ?? ''] ?? ['interaction'];

/** The interactions that a place speaks of, as in `update.attributes` and `create_and_update_description`; none are all. */
export const interactionsAt = (place: string): readonly Interaction[] => {
  const words = new Set(place.split(/[._]/));
  return interactions.filter((one) => words.has(one));
};

/** Whether a part names a list of attributes or of parameters. */
const isList = (part: string): boolean => /attributes$|parameters$/.test(part);

/** Whether a place belongs to a search parameter. */
export const isParameter = (place: string): boolean =>
  partsOf(place).some((part) => /^(?:search_|query-)parameters$/.test(part));

/** The path of the attribute or parameter that a place belongs to; in rendered text only its last part may say something of it. */
export const attributeAt = (place: string): readonly string[] => {
  const parts = partsOf(place);
  const first = parts.findIndex(isList);
  if (first < 0) return [];
  if (parts[0] === 'Appointment') return parts.filter((_, position) => isList(parts[position - 1] ?? ''));
  const path = parts.slice(first + 1);
  return path.length > 1 && /^(?:type|required)$/.test(path.at(-1) ?? '') ? path.slice(0, -1) : path;
};

/** The place of the attribute that a place belongs to; the place itself where it belongs to none. */
export const attributePlace = (place: string): string => {
  const [last] = attributeAt(place).slice(-1);
  if (last === undefined) return place;
  const parts = partsOf(place);
  return parts.slice(0, parts.lastIndexOf(last) + 1).join('.');
};
