// Hides people in what was exchanged: by the place where a value stands, and then wherever else the same value occurs.
import { hideParameters } from './parameters.ts';
import type { Pseudonyms, Kind } from './pseudonyms.ts';
import { escaped } from './spellings.ts';

type Json = unknown;

/** Members that hold what tells of a person, whatever resource they stand in. */
const byMember: Readonly<Record<string, Kind>> = {
  family: 'name',
  given: 'name',
  prefix: 'name',
  suffix: 'name',
  birthDate: 'birthDate',
  deceasedDateTime: 'birthDate',
  line: 'address',
  city: 'address',
  district: 'address',
  postalCode: 'address',
  comment: 'text',
  patientInstruction: 'text',
  valueString: 'text',
  valueDate: 'birthDate',
  div: 'text',
  data: 'text',
  display: 'name',
  description: 'text',
  text: 'text',
};

/** Objects in which `text`, `value` and `name` mean something of their own. */
const inside: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  name: { text: 'name' },
  address: { text: 'address', state: 'address' },
  identifier: { value: 'number' },
  contact: { name: 'name' },
};

/** Texts of the server about the request, which the assertions read. */
const spoken = new Set(['details', 'software', 'implementation', 'documentation']);

const people = new Set(['Patient', 'Practitioner', 'RelatedPerson', 'Person']);

interface Place {
  readonly member: string;
  readonly parent: string;
  readonly holder: Readonly<Record<string, unknown>>;
  /** The type and the id of the resource around it. */
  readonly type: string;
  readonly id: string;
}

const telecom = ({ holder }: Place): Kind => (holder['system'] === 'email' ? 'email' : 'phone');

const kindAt = (place: Place): Kind | undefined => {
  const { member, parent, holder, type } = place;
  if (spoken.has(parent) || (member === 'display' && 'code' in holder)) return undefined;
  if (member === 'value' && parent === 'telecom') return telecom(place);
  if (parent === 'identifier' && member === 'value' && !people.has(type)) return 'number';
  return inside[parent]?.[member] ?? (member === 'name' && people.has(type) ? 'name' : byMember[member]);
};

/** The type and the id of a resource, or of the one around a value that is none. */
const resourceAt = (value: object, { type, id }: Place): Pick<Place, 'type' | 'id'> => {
  const one = value as { resourceType?: unknown; id?: unknown };
  return typeof one.resourceType === 'string' ? { type: one.resourceType, id: String(one.id) } : { type, id };
};

/** True for an identifier by which a server repeats the id of a resource, which is not hidden anywhere. */
const isOwnId = (value: string, { member, parent, id }: Place): boolean =>
  parent === 'identifier' && member === 'value' && value === id;

/** A narrative keeps its element, which assertions look at. */
const narrative = /^(<div[^>]*>)(.+)(<\/div>)$/s;

const gap = '{any}';

/** What the suite looks for with gaps, as `Schedule for {any} at {any}`, by the texts that it knows. */
const frames = new WeakMap<ReadonlySet<string>, readonly RegExp[]>();

const framesOf = (known: ReadonlySet<string>): readonly RegExp[] => {
  const made = frames.get(known);
  if (made !== undefined) return made;
  const framing = [...known].filter(
    (text) => text.includes(gap) && /^[^{}<>"]*[a-z]{3,} [^{}<>"]*$/.test(text.replaceAll(gap, '')),
  );
  const found = framing.map(
    (text) =>
      new RegExp(
        `^${text
          .split(gap)
          .map((part) => `(${escaped(part)})`)
          .join('(.+)')}$`,
      ),
  );
  frames.set(known, found);
  return found;
};

/** A text with what it tells hidden: the whole of it, or what fills the gaps of a text that assertions look for. */
const hideText = (text: string, kind: Kind, pseudonyms: Pseudonyms, known: ReadonlySet<string>): string => {
  const frame = framesOf(known).find((each) => each.test(text));
  if (frame === undefined) return pseudonyms.pseudonymOf(kind, text);
  const [, ...parts] = frame.exec(text) ?? [];
  return parts
    .map((part, at) => (at % 2 === 0 || known.has(part) ? part : pseudonyms.pseudonymOf(kind, part)))
    .join('');
};

const hideValue = (value: string, kind: Kind, pseudonyms: Pseudonyms, known: ReadonlySet<string>): string => {
  const [, before = '', inner = value, after = ''] = narrative.exec(value) ?? [];
  return `${before}${hideText(inner, kind, pseudonyms, known)}${after}`;
};

/** A value with its people hidden by the places they stand at. */
export const hideByPlace = (
  value: Json,
  pseudonyms: Pseudonyms,
  known: ReadonlySet<string>,
  place: Place = { member: '', parent: '', holder: {}, type: '', id: '' },
): Json => {
  if (typeof value === 'string') {
    const kind = value === '' || known.has(value) || isOwnId(value, place) ? undefined : kindAt(place);
    return kind === undefined ? hideParameters(value, pseudonyms, known) : hideValue(value, kind, pseudonyms, known);
  }
  if (Array.isArray(value)) return value.map((item) => hideByPlace(item, pseudonyms, known, place));
  if (typeof value !== 'object' || value === null) return value;
  const holder = value as Readonly<Record<string, unknown>>;
  const resource = resourceAt(value, place);
  return Object.fromEntries(
    Object.entries(holder).map(([member, item]) => [
      member,
      hideByPlace(item, pseudonyms, known, { member, parent: place.member, holder, ...resource }),
    ]),
  );
};

/** Learns the single words of names, since a text may hold one of them alone. */
export const learnParts = (pseudonyms: Pseudonyms, words: ReadonlySet<string>): void => {
  for (const [value, , kind] of pseudonyms.hidden)
    if (kind === 'name')
      for (const part of value.split(/[\s,.;()-]+/))
        if (part.length >= 2 && /\p{L}/u.test(part) && !words.has(part.toLowerCase()))
          pseudonyms.pseudonymOf('name', part);
};
