// The judgement of a call: guards, body, interaction. Nothing is stored before the answer's commit is called.
import type { RuleId } from '../../schemas/rules/index.ts';
import { ruleIds, ruleOf } from '../../schemas/rules/index.ts';
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { Trace } from '../domain/trace.ts';
import type { FhirRequest, FhirResponse } from '../resources/any-type/exchange.ts';
import { writesForeignRecord, worldOfPatient } from '../resources/any-type/own-records.ts';
import type { QueryParameter } from '../search/query.ts';
import type { World } from '../worlds/world.ts';
import { readBody } from './body.ts';
import type { Call } from './call.ts';
import { formatFault, pathFault, readModel } from './framework.ts';
import { authenticate, authorize, patientOf } from '../access/guards.ts';
import type { Resources, Route } from './routing.ts';
import type { Tokens } from '../access/tokens.ts';

export interface Bench {
  readonly tokens: Tokens;
  readonly resources: Resources;
}

const form = 'application/x-www-form-urlencoded';

const rawQuery = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

const parameters = (text: string): QueryParameter[] => (text === '' ? [] : [...new URLSearchParams(text)]);

/** The parameters of the URL and, for a search by POST, those of the form. */
const queryOf = ({ url, text, headers }: Call, { byForm }: Route, { contract }: World): QueryParameter[] => {
  const isRead = !contract.isInForce('validation/search-form') || headers['content-type'] === form;
  return byForm && isRead ? [...parameters(rawQuery(url)), ...parameters(text)] : parameters(rawQuery(url));
};

/** The rejection of a search by POST whose body is no form. */
const notAForm = ({ headers, text }: Call, { byForm }: Route, { contract }: World): Rejection | undefined => {
  if (!byForm || text === '' || !contract.isInForce('interaction/body-is-the-resource')) return undefined;
  const contentType = headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return undefined;
  const problem = `must be a form (application/x-www-form-urlencoded), not ${contentType === '' ? 'untyped' : contentType}`;
  return reject('interaction/body-is-the-resource', { where: 'body', problem });
};

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** The rules that shape the view of a type around the Appointment; their code has no trace of its own. */
const shaping = (type: string, interaction: string): readonly RuleId[] =>
  ruleIds.filter((id) => {
    const { stage, on } = ruleOf(id);
    const isShaping = stage === 'element' || stage === 'answer';
    return id.startsWith(`${type.toLowerCase()}/`) && isShaping && (on as readonly string[]).includes(interaction);
  });

const shapingRules = new Map<string, readonly RuleId[]>();

const traceShaping = ({ type, interaction }: Route, trace: Trace, { contract }: World): void => {
  if (type === 'Appointment') return;
  const key = `${type} ${interaction}`;
  const known = shapingRules.get(key) ?? shaping(type, interaction);
  shapingRules.set(key, known);
  for (const rule of known) if (contract.isInForce(rule)) trace.add(rule);
};

const carriedOut = (
  call: Call,
  route: Route,
  id: string,
  body: FhirRequest['body'],
  trace: Trace,
  world: World,
  { resources }: Bench,
): FhirResponse | Rejection => {
  const handler = resources[route.type][route.interaction];
  if (handler === undefined) return reject('interaction/method-not-supported', {});
  const ifUnmodifiedSince = header(call.headers['if-unmodified-since']);
  return handler({ base: call.base, id, query: queryOf(call, route, world), body, ifUnmodifiedSince, trace }, world);
};

/** The body of a write, read as the contract has it; of other interactions an empty one. */
const readFrom = (call: Call, { type, access }: Route, id: string, { contract }: World) => {
  const contentType = call.headers['content-type'];
  const isModelled = contract.validation === 'framework';
  if (access === 'read') return (isModelled ? pathFault(id, contract) : undefined) ?? { body: {} };
  return isModelled
    ? readModel(call.text, contentType, type, id, contract)
    : readBody(call.text, contentType, type, contract);
};

/** What a call is answered with. A trace is told which rules acted. */
export const judge = (
  call: Call,
  route: Route,
  id: string,
  trace: Trace,
  world: World,
  bench: Bench,
): FhirResponse | Rejection => {
  const { type, access } = route;
  const token = bench.tokens.valid(call.token, world);
  const denied = authenticate(token, world) ?? authorize(token, world, type, access);
  if (denied !== undefined) return denied;
  const fault = notAForm(call, route, world) ?? formatFault(call.url, world.contract);
  if (fault !== undefined) return fault;
  if (route.byForm) trace.add('search/by-post');
  const read = readFrom(call, route, id, world);
  if ('rule' in read) return read;
  const patient = patientOf(token, world);
  const foreign = patient !== undefined && access === 'write' && writesForeignRecord(route, read.body, patient);
  if (foreign && world.contract.isInForce('access/patient-token-writes-own'))
    return reject('access/patient-token-writes-own', {});
  const seen = patient === undefined ? world : worldOfPatient(world, patient);
  const result = carriedOut(call, route, id, read.body, trace, seen, bench);
  if ('rule' in result) return result;
  traceShaping(route, trace, world);
  if (trace.rules.length === 0 && world.contract.isInForce('interaction/documented-statuses'))
    trace.add('interaction/documented-statuses');
  return result;
};
