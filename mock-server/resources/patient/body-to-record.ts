// From the body of a Patient to the Canvas-side record: what is refused, and what is stored. Pure.
import type { Contract } from '../../../schemas/contract.ts';
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import { isUnexpired, toStoredIdentifier } from '../../domain/identifier.ts';
import { parseDay } from '../../../schemas/canvas/instant.ts';
import { birthSexIn, canvasSystem, officialName, type PatientRequest } from './request.ts';
import type { Address, PatientRecord, StoredIdentifier } from '../../../schemas/canvas/record.ts';

export interface PatientAttempt {
  readonly interaction: 'create' | 'update';
  /** The id of the URL; of a create, the new one. */
  readonly id: string;
  readonly body: PatientRequest;
  readonly stored: PatientRecord | undefined;
  /** A new id for each identifier of the body. */
  readonly identifierIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The If-Unmodified-Since header as milliseconds since 1970, where it is a valid date. */
  readonly unmodifiedSince: number | undefined;
}

/** A date whose missing month and day are the first; undefined for what is not a date. */
const completedDate = (text: string): string | undefined => {
  const day = /^\d{4}(-\d\d)?$/.test(text) ? `${text}-01-01`.slice(0, 10) : text;
  return parseDay(day) === undefined ? undefined : day;
};

type Refuse = (attempt: PatientAttempt) => Rejection | undefined;
type WriteRefusalId = Exclude<
  IdsOf<'refusal'> & IdsIn<'patient'>,
  'patient/bad-birthdate-is-refused' | 'patient/bad-sort-is-refused'
>;

/** The refusals of a write, in the order in which they are asked. */
export const patientRefusals: Readonly<Record<WriteRefusalId, Refuse>> = {
  'patient/official-name-is-required': ({ interaction, body }) =>
    (interaction === 'create' || body.name !== undefined) && officialName(body) === undefined
      ? reject('patient/official-name-is-required', {})
      : undefined,
  'patient/birth-date-is-required': ({ interaction, body }) =>
    interaction === 'create' && body.birthDate === undefined ? reject('patient/birth-date-is-required', {}) : undefined,
  'patient/birthsex-is-required': ({ body }) =>
    birthSexIn(body) === undefined ? reject('patient/birthsex-is-required', {}) : undefined,
  'patient/birth-date-is-a-date': ({ body: { birthDate } }) =>
    birthDate !== undefined && completedDate(birthDate) === undefined
      ? reject('patient/birth-date-is-a-date', { value: birthDate })
      : undefined,
};

/** Nine digits, always the same for one id. */
const recordNumber = (id: string): string =>
  String(Number.parseInt(id.slice(0, 12), 16) % 1_000_000_000).padStart(9, '0');

/** A record of which nothing but its identity is known. */
const blankRecord = ({ id, stored, now }: PatientAttempt): PatientRecord => ({
  id,
  given: '',
  family: '',
  birthDate: '1900-01-01',
  gender: 'unknown',
  birthSex: null,
  mrn: stored?.mrn ?? recordNumber(id),
  active: false,
  deceased: false,
  deceasedAt: null,
  phone: null,
  email: null,
  address: null,
  identifiers: [],
  createdAt: stored?.createdAt ?? now,
  modifiedAt: now,
});

type Effect = (draft: PatientRecord, attempt: PatientAttempt) => PatientRecord;

/** A time of death says that the patient has died; false takes it back with its time, true keeps a time that is known. */
const takeDeath: Effect = (draft, { body: { deceasedBoolean, deceasedDateTime } }) => {
  if (deceasedDateTime !== undefined) return { ...draft, deceased: true, deceasedAt: deceasedDateTime };
  if (deceasedBoolean === undefined) return draft;
  return { ...draft, deceased: deceasedBoolean, deceasedAt: deceasedBoolean ? draft.deceasedAt : null };
};

/** What is simply taken over where it is sent. */
const takeOver: Effect = (draft, { body }) => {
  const { active = draft.active, gender = draft.gender, birthDate = draft.birthDate, address } = body;
  const name = officialName(body);
  return {
    ...draft,
    active,
    gender,
    birthDate,
    birthSex: birthSexIn(body) ?? draft.birthSex,
    ...(name === undefined ? {} : { family: name.family ?? '', given: (name.given ?? []).join(' ') }),
    ...(address === undefined ? {} : { address: storedAddress(address[0]) }),
  };
};

const storedAddress = (sent: Partial<Address> | undefined): Address | null => {
  if (sent === undefined) return null;
  const { line = [], city = '', state = '', postalCode = '' } = sent;
  return { line, city, state, postalCode };
};

const takeTelecom: Effect = (draft, { body: { telecom } }) => {
  if (telecom === undefined) return draft;
  const valueOf = (system: string) => telecom.find((point) => point.system === system)?.value;
  return { ...draft, phone: valueOf('phone') ?? draft.phone, email: valueOf('email') ?? draft.email };
};

const takeIdentifiers: Effect = (draft, { body, identifierIds }) => {
  const { identifiers } = draft;
  const sent = (body.identifier ?? []).map((identifier, position) => ({ identifier, id: identifierIds[position] }));
  const foreign = sent.filter(({ identifier }) => identifier.system !== canvasSystem);
  const byId = new Map(foreign.map(({ identifier }) => [identifier.id, identifier]));
  const updated = identifiers.map((one) => {
    const change = byId.get(one.id);
    return change === undefined ? one : toStoredIdentifier(one.id, change);
  });
  const known = new Set<string | undefined>(identifiers.map(({ id }) => id));
  const added = foreign
    .filter(({ identifier }) => !known.has(identifier.id))
    .map(({ identifier, id = '' }) => toStoredIdentifier(id, identifier));
  return { ...draft, identifiers: [...updated, ...added] };
};

/** The ids of the identifiers that this body brings: those it names and those it is given. */
const sentIds = ({ body, identifierIds }: PatientAttempt): ReadonlySet<string | undefined> =>
  new Set([...identifierIds, ...(body.identifier ?? []).map(({ id }) => id)]);

const withDefaults = (identifier: StoredIdentifier): StoredIdentifier => {
  const { use, issued, expires } = identifier;
  const hasPeriod = issued !== null || expires !== null;
  return { ...identifier, use: use ?? 'usual', ...(hasPeriod ? {} : { issued: '1970-01-01', expires: '2100-12-31' }) };
};

type EffectId = IdsOf<'effect'> & IdsIn<'patient'>;

const effects: Readonly<Record<EffectId, Effect>> = {
  'patient/birth-date-is-completed': (draft) => ({
    ...draft,
    birthDate: completedDate(draft.birthDate) ?? draft.birthDate,
  }),
  'patient/active-by-default': (draft, { interaction, body }) =>
    interaction === 'create' && body.active === undefined ? { ...draft, active: true } : draft,
  'patient/telecom-list-replaces': (draft, { body: { telecom } }) => {
    if (telecom === undefined) return draft;
    const isSentFor = (system: string) => telecom.some((point) => point.system === system);
    return {
      ...draft,
      phone: isSentFor('phone') ? draft.phone : null,
      email: isSentFor('email') ? draft.email : null,
    };
  },
  'patient/identifier-has-defaults': (draft, attempt) => {
    const sent = sentIds(attempt);
    return {
      ...draft,
      identifiers: draft.identifiers.map((each) => (sent.has(each.id) ? withDefaults(each) : each)),
    };
  },
  'patient/identifier-list-replaces-current': (draft, attempt) => {
    if (attempt.body.identifier === undefined) return draft;
    const sent = sentIds(attempt);
    return {
      ...draft,
      identifiers: draft.identifiers.filter((each) => sent.has(each.id) || !isUnexpired(each, attempt.now)),
    };
  },
};

/** The record that an accepted attempt leaves behind. */
export const shapePatient = (attempt: PatientAttempt, contract: Contract): PatientRecord => {
  const isPartial = attempt.stored !== undefined && contract.isInForce('interaction/partial-update');
  const base = isPartial ? attempt.stored : blankRecord(attempt);
  const inForce = (Object.keys(effects) as EffectId[]).filter((id) => contract.isInForce(id)).map((id) => effects[id]);
  const steps = [takeOver, takeDeath, takeTelecom, takeIdentifiers, ...inForce];
  return { ...steps.reduce((draft, effect) => effect(draft, attempt), base), modifiedAt: attempt.now };
};
