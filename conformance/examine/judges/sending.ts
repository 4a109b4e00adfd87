// Judges what a client sends, and what it relies on.
import { isObject, objectsIn, type JsonObject } from '../../../schemas/json.ts';
import { hasSucceeded, isCreate, isUpdate, isWrite, lineOf, routeOf, sentIn } from '../calls.ts';
import { judgedBy, type Finding, type Judge } from '../judging.ts';
import type { Recorded } from '../../traffic/index.ts';

/** What is wrong with a body, in a sentence, with what should stand there and what does. */
interface Fault {
  readonly what: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** Judges every body that meets a condition by itself. */
export const judgeBodies =
  (
    isMeant: (call: Recorded, body: JsonObject) => boolean,
    faultsIn: (body: JsonObject, call: Recorded, calls: readonly Recorded[]) => readonly Fault[],
  ): Judge =>
  (calls) => {
    const meant = calls.flatMap((call) => {
      const body = isWrite(call) ? sentIn(call) : undefined;
      return body !== undefined && isMeant(call, body) ? [{ call, body }] : [];
    });
    const findings = meant.flatMap(({ call, body }) =>
      faultsIn(body, call, calls).map((fault): Finding => ({
        ...fault,
        what: `${lineOf(call)}: ${fault.what}`,
        calls: [call],
      })),
    );
    return judgedBy(
      meant.map(({ call }) => call),
      findings,
    );
  };

const hasZone = (instant: string): boolean => /(Z|[+-]\d\d:?\d\d)$/i.test(instant.trim());

const instantsIn = ({ start, end }: JsonObject): readonly (readonly [string, string])[] =>
  Object.entries({ start, end }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );

const zoneFaults = (body: JsonObject): readonly Fault[] =>
  instantsIn(body)
    .filter(([, value]) => !hasZone(value))
    .map(([name, value]) => ({ what: `${name} has no zone`, expected: `${value}Z or an offset`, actual: value }));

const statusFaults = ({ status }: JsonObject, call: Recorded, calls: readonly Recorded[]): readonly Fault[] => {
  if (status === 'proposed' || !hasSucceeded(call)) return [];
  const isSetLater = calls.some(
    (one) => isUpdate(one) && routeOf(one).id === call.created && sentIn(one)?.['status'] === status,
  );
  return isSetLater
    ? []
    : [{ what: 'the status of a create is ignored, and no update sets it', expected: 'proposed', actual: status }];
};

const reasonsIn = ({ reasonCode }: JsonObject): readonly JsonObject[] => objectsIn(reasonCode);

const reasonFaults = (body: JsonObject): readonly Fault[] =>
  reasonsIn(body).length < 2
    ? []
    : [{ what: 'only the first reasonCode is used', expected: 'one reasonCode', actual: body['reasonCode'] }];

const hasOnlyDisplay = (value: JsonObject, identifying: string): boolean =>
  typeof value['display'] === 'string' && (value[identifying] === undefined || value[identifying] === '');

const codingsIn = (value: unknown): readonly JsonObject[] => (isObject(value) ? objectsIn(value['coding']) : []);

/** The codings and the references of a body, each with where it stands and what identifies it. */
const identifiedPartsOf = (body: JsonObject): readonly (readonly [string, JsonObject, string])[] => [
  ...codingsIn(body['appointmentType']).map((coding) => ['appointmentType.coding', coding, 'code'] as const),
  ...reasonsIn(body).flatMap((reason) =>
    codingsIn(reason).map((coding) => ['reasonCode.coding', coding, 'code'] as const),
  ),
  ...objectsIn(body['participant']).flatMap(({ actor }) =>
    isObject(actor) ? [['participant.actor', actor, 'reference'] as const] : [],
  ),
  ...objectsIn(body['supportingInformation']).map((one) => ['supportingInformation', one, 'reference'] as const),
];

/** A type that is named by its text alone: unlike a reason, it has to be a coding. */
const isTextAlone = (type: unknown): boolean => isObject(type) && type['text'] !== undefined && !codingsIn(type).length;

const displayFaults = (body: JsonObject): readonly Fault[] => [
  ...identifiedPartsOf(body)
    .filter(([, value, name]) => hasOnlyDisplay(value, name))
    .map(([where, value, name]) => ({ what: `${where} has a display and no ${name}`, expected: name, actual: value })),
  ...(isTextAlone(body['appointmentType'])
    ? [{ what: 'appointmentType has a text and no coding', expected: 'coding', actual: body['appointmentType'] }]
    : []),
];

const textOf = (body: JsonObject): unknown => reasonsIn(body)[0]?.['text'];

const descriptionFaults = (body: JsonObject): readonly Fault[] => {
  const { description } = body;
  if (typeof description !== 'string' || description === textOf(body)) return [];
  const text = textOf(body);
  if (text === undefined && reasonsIn(body).length > 0 && description === '') return [];
  return [
    {
      what: text === undefined ? 'the reason stands in description alone' : 'description says other than reasonCode',
      expected: 'reasonCode[0].text',
      actual: { description, ...(text === undefined ? {} : { text }) },
    },
  ];
};

export const sending = {
  'sending/instants-have-a-zone': judgeBodies((_call, body) => instantsIn(body).length > 0, zoneFaults),
  'sending/new-appointment-is-proposed': judgeBodies(
    (call, { status }) => isCreate(call) && typeof status === 'string' && hasSucceeded(call),
    statusFaults,
  ),
  'sending/one-reason-is-sent': judgeBodies((_call, body) => reasonsIn(body).length > 0, reasonFaults),
  'sending/display-identifies-nothing': judgeBodies((_call, body) => identifiedPartsOf(body).length > 0, displayFaults),
  'sending/description-is-not-relied-on': judgeBodies(
    (_call, body) => body['description'] !== undefined || reasonsIn(body).length > 0,
    descriptionFaults,
  ),
} as const;
