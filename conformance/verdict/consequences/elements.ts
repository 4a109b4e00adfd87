// The elements of an appointment that are shown as they were written, and the rules that say so.
import { objectsIn, type JsonObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { actorsIn, objectOf, supportingIn } from './parts.ts';

/** How a write writes. */
export type Write = 'create' | 'update';

/** An element of which what was written and what is shown can be compared without knowing more than the two. */
export interface Element {
  /** As a reader knows it. */
  readonly name: string;
  /** The member of the resource that it stands in. */
  readonly member: string;
  /** Another member that repeats it. */
  readonly repeatedIn?: string;
  /** The rule that a server breaks which never shows what was written, by the write. */
  readonly rule: Readonly<Partial<Record<Write, RuleId>>>;
  /** What a body writes; undefined where it says nothing that tells. */
  readonly written: (body: JsonObject) => string | undefined;
  /** What a resource shows, in the same form; undefined where it shows nothing. */
  readonly shown: (resource: JsonObject) => string | undefined;
  /** True where each value may have a fault of its own. */
  readonly isByValue?: boolean;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const textIn =
  (name: string) =>
  (body: JsonObject): string | undefined =>
    textOf(body[name]);

/** Milliseconds since 1970; NaN for what is no instant: a time without a zone is one on no clock. */
const instantOf = (value: unknown): number => {
  const text = textOf(value) ?? '';
  return /(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
};

const instant =
  (name: string) =>
  (body: JsonObject): string | undefined =>
    Number.isNaN(instantOf(body[name])) ? undefined : String(instantOf(body[name]));

/** The status, unless it is the one that an appointment begins with. */
const tellingStatus = ({ status }: JsonObject): string | undefined =>
  status === 'proposed' ? undefined : textOf(status);

const halfAnHour = 1_800_000;

/** The end, unless it is where a server would put it that knows no ends. */
const tellingEnd = (body: JsonObject): string | undefined =>
  instantOf(body['end']) - instantOf(body['start']) === halfAnHour ? undefined : instant('end')(body);

/** A reference to a type, without what ids are spelled with. */
const referenceTo =
  (type: string, referencesIn: (body: JsonObject) => readonly JsonObject[]) =>
  (body: JsonObject): string | undefined =>
    referencesIn(body)
      .map(({ reference }) => textOf(reference))
      .find((reference) => reference?.startsWith(`${type}/`) === true)
      ?.replaceAll('-', '')
      .toLowerCase();

const asReferred = (type: string, referencesIn: (body: JsonObject) => readonly JsonObject[]) => ({
  written: referenceTo(type, referencesIn),
  shown: referenceTo(type, referencesIn),
});

const first = (body: JsonObject, name: string): JsonObject | undefined => objectsIn(body[name])[0];

const textOfReason = (body: JsonObject): string | undefined => textOf(first(body, 'reasonCode')?.['text']);

/** The text of a reason that has a coding beside it, or has none. */
const textOfReasonThat =
  (isCoded: boolean) =>
  (body: JsonObject): string | undefined =>
    (first(body, 'reasonCode')?.['coding'] !== undefined) === isCoded ? textOfReason(body) : undefined;

const typeOf = ({ appointmentType }: JsonObject): string | undefined => {
  const codings = objectsIn(objectOf(appointmentType)['coding']);
  const [system, code] = [textOf(codings[0]?.['system']), textOf(codings[0]?.['code'])];
  return codings.length === 1 && system !== undefined && code !== undefined ? `${system}|${code}` : undefined;
};

const valueOfIdentifier = (body: JsonObject): string | undefined => textOf(first(body, 'identifier')?.['value']);

const addressOfLink = (body: JsonObject): string | undefined => textOf(first(body, 'contained')?.['address']);

const always = (rule: RuleId): Element['rule'] => ({ create: rule, update: rule });

export const elements: readonly Element[] = [
  {
    name: 'status',
    member: 'status',
    rule: { create: 'status/create-sets-status', update: 'status/update-sets-status' },
    written: tellingStatus,
    shown: textIn('status'),
    isByValue: true,
  },
  { name: 'start', member: 'start', rule: always('booking/start'), written: instant('start'), shown: instant('start') },
  { name: 'end', member: 'end', rule: always('booking/end'), written: tellingEnd, shown: instant('end') },
  {
    name: 'practitioner',
    member: 'participant',
    rule: always('participant/practitioner'),
    ...asReferred('Practitioner', actorsIn),
  },
  { name: 'patient', member: 'participant', rule: always('participant/patient'), ...asReferred('Patient', actorsIn) },
  {
    name: 'location',
    member: 'supportingInformation',
    rule: always('supporting-information/location'),
    ...asReferred('Location', supportingIn),
  },
  {
    name: 'meeting link',
    member: 'contained',
    rule: always('supporting-information/meeting-link'),
    written: addressOfLink,
    shown: addressOfLink,
  },
  { name: 'type', member: 'appointmentType', rule: always('appointment-type/stored'), written: typeOf, shown: typeOf },
  ...[false, true].map((isCoded): Element => ({
    name: isCoded ? 'reason beside a coding' : 'reason',
    member: 'reasonCode',
    repeatedIn: 'description',
    rule: { create: 'reason-code/text', update: 'reason-code/update-replaces' },
    written: textOfReasonThat(isCoded),
    shown: textOfReason,
  })),
  {
    name: 'description',
    member: 'description',
    rule: always('reason-code/description-mirrors-text'),
    written: (body) => (body['description'] === undefined ? textOfReason(body) : undefined),
    shown: textIn('description'),
  },
  {
    name: 'identifier',
    member: 'identifier',
    rule: always('identifier/stored'),
    written: valueOfIdentifier,
    shown: valueOfIdentifier,
  },
];
