// References: which type and id a reference text points at.
import type { AppointmentRequest } from '../../schemas/appointment.ts';
import type { Attempt } from './attempt.ts';

/** The id behind `Type/id`, `http://host/Type/id` or `Type/id/_history/n`; '' for `Type/` and undefined for another type. */
const idOf = (type: string, reference: string | undefined): string | undefined => {
  if (reference === undefined) return undefined;
  const path = reference.replace(/^https?:\/\/[^/]+\//, '').replace(/\/_history\/[^/]*$/, '');
  if (path === type) return '';
  return path.startsWith(`${type}/`) ? path.slice(type.length + 1).trim() : undefined;
};

/** The type that a reference like `Type/id` names. */
export const typeOfReference = (reference: string): string => {
  const end = reference.indexOf('/');
  return end < 0 ? reference : reference.slice(0, end);
};

/** The id of the first of some references that points at a type. */
export const firstIdOf = (type: string, references: readonly (string | undefined)[]): string | undefined => {
  for (const reference of references) {
    const id = idOf(type, reference);
    if (id !== undefined) return id;
  }
  return undefined;
};

/** The ids of all of some references that point at a type, blank ones left out. */
export const idsOf = (type: string, references: readonly (string | undefined)[]): readonly string[] =>
  references.flatMap((reference) => idOf(type, reference) || []);

/** The references of the participants of a body. */
export const actors = (body: AppointmentRequest): (string | undefined)[] =>
  (body.participant ?? []).map((participant) => participant.actor?.reference);

/** The patient the appointment will have, or null. */
export const patientWanted = ({ body, stored }: Attempt): string | null =>
  firstIdOf('Patient', actors(body)) ?? stored?.patient ?? null;
