// Hides people in what was exchanged: by the place where a value stands, and then wherever else the same value occurs.
import { hiddenParameters } from './parameters.ts';
import type { Pseudonyms, Kind } from './pseudonyms.ts';

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
  /** The type of the resource around it. */
  readonly type: string;
}

const telecom = ({ holder }: Place): Kind => (holder['system'] === 'email' ? 'email' : 'phone');

const kindAt = (place: Place): Kind | undefined => {
  const { member, parent, holder, type } = place;
  if (spoken.has(parent) || (member === 'display' && 'code' in holder)) return undefined;
  if (member === 'value' && parent === 'telecom') return telecom(place);
  if (parent === 'identifier' && member === 'value' && !people.has(type)) return 'number';
  return inside[parent]?.[member] ?? (member === 'name' && people.has(type) ? 'name' : byMember[member]);
};

const typeIn = (value: object, type: string): string => {
  const { resourceType } = value as { resourceType?: unknown };
  return typeof resourceType === 'string' ? resourceType : type;
};

/** A narrative keeps its element, which assertions look at. */
const narrative = /^(<div[^>]*>)(.+)(<\/div>)$/s;

const hidden = (value: string, kind: Kind, pseudonyms: Pseudonyms): string => {
  const [, before = '', inner = value, after = ''] = narrative.exec(value) ?? [];
  return `${before}${pseudonyms.of(kind, inner)}${after}`;
};

/** A value with its people hidden by the places they stand at. */
export const hiddenByPlace = (
  value: Json,
  pseudonyms: Pseudonyms,
  known: ReadonlySet<string>,
  place: Place = { member: '', parent: '', holder: {}, type: '' },
): Json => {
  if (typeof value === 'string') {
    const kind = value === '' || known.has(value) ? undefined : kindAt(place);
    return kind === undefined ? hiddenParameters(value, pseudonyms, known) : hidden(value, kind, pseudonyms);
  }
  if (Array.isArray(value)) return value.map((item) => hiddenByPlace(item, pseudonyms, known, place));
  if (typeof value !== 'object' || value === null) return value;
  const holder = value as Readonly<Record<string, unknown>>;
  const type = typeIn(value, place.type);
  return Object.fromEntries(
    Object.entries(holder).map(([member, item]) => [
      member,
      hiddenByPlace(item, pseudonyms, known, { member, parent: place.member, holder, type }),
    ]),
  );
};

/** Learns the single words of names, since a text may hold one of them alone. */
export const learnParts = (pseudonyms: Pseudonyms, words: ReadonlySet<string>): void => {
  for (const [value, , kind] of pseudonyms.hidden)
    if (kind === 'name')
      for (const part of value.split(/[\s,.;()-]+/))
        if (part.length >= 2 && /\p{L}/u.test(part) && !words.has(part.toLowerCase())) pseudonyms.of('name', part);
};
