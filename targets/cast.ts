// The cast: the names that features use for what has another id on every target, and the day a scenario plays on.
import { dayAfter } from '../schemas/canvas/day.ts';

export interface Cast {
  readonly practitioners: Readonly<Record<'Ann' | 'Bea', string>>;
  readonly patients: Readonly<Record<'Pat' | 'Quinn', string>>;
  readonly locations: Readonly<Record<'Clinic' | 'Annex', string>>;
  /** The practitioner that stands in for a blank one; '' where it is not known. */
  readonly canvasBot: string;
  /** The integer of the location Clinic; '' where it is not known. */
  readonly clinicNumber: string;
  readonly defaultType: TypeOfCast;
  readonly unscheduleableType: TypeOfCast;
  readonly reason: TypeOfCast;
}

export interface TypeOfCast {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** The name in Canvas, where it differs from what FHIR shows. */
  readonly name?: string;
}

/** Name to id, as it stands in a reference. */
const references = (cast: Cast): [name: string, id: string][] => [
  ...Object.entries(cast.practitioners).map(([name, id]): [string, string] => [
    `Practitioner/${name}`,
    `Practitioner/${id}`,
  ]),
  ...Object.entries(cast.patients).map(([name, id]): [string, string] => [`Patient/${name}`, `Patient/${id}`]),
  ...Object.entries(cast.locations).map(([name, id]): [string, string] => [`Location/${name}`, `Location/${id}`]),
  ['Practitioner/Canvas Bot', `Practitioner/${cast.canvasBot}`],
];

/** Names and bare ids of the people and places of the cast. */
export const castMembers = (cast: Cast): [name: string, id: string][] =>
  Object.entries({ ...cast.practitioners, ...cast.patients, ...cast.locations });

/** The bare id of a person or place of the cast. */
export const personId = (cast: Cast, name: string): string | undefined =>
  castMembers(cast).find(([known]) => known === name)?.[1];

const placeholders = (cast: Cast): Record<string, string> => ({
  'default.system': cast.defaultType.system,
  'default.code': cast.defaultType.code,
  'default.display': cast.defaultType.display,
  'unscheduleable.system': cast.unscheduleableType.system,
  'unscheduleable.code': cast.unscheduleableType.code,
  'unscheduleable.name': cast.unscheduleableType.name ?? cast.unscheduleableType.display,
  'reason.system': cast.reason.system,
  'reason.code': cast.reason.code,
  'reason.display': cast.reason.display,
  'clinic.number': cast.clinicNumber,
});

/** Names, `{day}`, `{day+1}` and `{reason.code}` and the like in a text, as the target knows them. */
export const withCastIds = (text: string, cast: Cast, day: string): string => {
  const known = placeholders(cast);
  const filled = text
    .replace(/\{day([+-]\d+)?\}/g, (_whole, days: string | undefined) => dayAfter(day, Number(days ?? 0)))
    .replace(/\{([a-z.]+)\}/g, (whole, name: string) => known[name] ?? whole);
  return references(cast).reduce(
    (resolved, [name, id]) => resolved.replace(new RegExp(`${name}(?![\\w-])`, 'g'), id),
    filled,
  );
};

/** Ids back to names, so that a difference can be read. */
export const withCastNames = (text: string, cast: Cast): string =>
  references(cast).reduce((shown, [name, id]) => (id.endsWith('/') ? shown : shown.replaceAll(id, name)), text);
