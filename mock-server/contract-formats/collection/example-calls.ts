// The calls that show a rule: made from its example, in the ways in which it may be shown without the scenario before it.
import { isObject } from '../../../schemas/json.ts';
import { ruleOf, type RuleId } from '../../../schemas/rules/index.ts';
import type { Example } from '../../contract-page/index.ts';
import { settings, withVariables, type Auth, type Call } from './call.ts';
import { appointmentBody, form, jsonText } from './plain-calls.ts';

type Body = Pick<Call, 'body' | 'headers'>;

const json = { 'content-type': 'application/fhir+json' } as const;

const asJson = (value: object): Body => ({ body: withVariables(jsonText(value), settings), headers: json });

const atChosenTime = { start: '{{start}}', end: '{{end}}' } as const;

const withId = (method: string, body: object): object =>
  method === 'PUT' && 'id' in body ? { ...body, id: '{{appointmentId}}' } : body;

/** Members that show a rule where its example is too long to be kept, or rests on what its scenario did before. */
const members: Readonly<Partial<Record<RuleId, object>>> = {
  'participant/practitioner-required': {
    participant: [{ actor: { reference: 'Patient/{{patientId}}' }, status: 'accepted' }],
  },
  'supporting-information/link-needs-address': {
    contained: [{ resourceType: 'Endpoint', id: 'link', status: 'active' }],
    supportingInformation: [{ reference: 'Location/{{locationId}}' }, { reference: '#link', type: 'Endpoint' }],
  },
};

/** The bodies that may show it: the example's own, and a whole one in which the example's members stand. */
const bodiesOf = (rule: RuleId, { request: { method, path, body: own } }: Example): readonly Body[] => {
  const body = members[rule] ?? own;
  if (body === undefined) return [{ headers: {} }];
  if (typeof body === 'string')
    return [{ body: withVariables(body, settings), headers: path.endsWith('/_search') ? form : json }];
  if (!isObject(body)) return [{ body: jsonText(body), headers: json }];
  const sent = withId(method, body);
  const whole = { ...appointmentBody(method === 'PUT' ? { id: '{{appointmentId}}' } : {}), ...sent };
  const times = 'start' in body ? atChosenTime : {};
  return [sent, { ...sent, ...times }, whole, { ...whole, ...atChosenTime }].map(asJson);
};

/** The paths that may show it: an id that only its scenario had is one that this run has made. */
const pathsOf = ({ request: { path } }: Example): readonly string[] => {
  const own = withVariables(path, settings);
  const replaced = own
    .replace(/^\/Appointment\/[0-9a-f-]{36}/, '/Appointment/{{appointmentId}}')
    .replace(/^\/Encounter\/[0-9a-f-]{36}/, '/Encounter/{{encounterId}}')
    .replace(/(_id|appointment)=(Appointment%2F)?[0-9a-f-]{36}/, '$1=$2{{appointmentId}}');
  return replaced === own ? [own] : [replaced, own];
};

/** A day before anything was written. */
const longAgo = { 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' } as const;

const headersOf = (rule: RuleId): readonly Call['headers'][] =>
  rule === 'interaction/if-unmodified-since' ? [longAgo] : [{}];

const auths: readonly Auth[] = ['token', 'none', 'tokenForPatients', 'tokenOfOtherPatient'];

/** The ways to show a rule in a folder, the plainest first. */
export const waysToShow = (rule: RuleId, folder: string, example: Example): readonly Call[] => {
  const { statement, outcome } = ruleOf(rule);
  const { method } = example.request;
  const status = outcome?.status ?? example.answer.status;
  const shared = { folder, name: rule, description: statement, method, expected: { status } };
  return auths.flatMap((auth) =>
    pathsOf(example).flatMap((path) =>
      bodiesOf(rule, example).flatMap(({ headers, ...body }) =>
        headersOf(rule).map((more) => ({ ...shared, ...body, path, auth, headers: { ...headers, ...more } })),
      ),
    ),
  );
};
