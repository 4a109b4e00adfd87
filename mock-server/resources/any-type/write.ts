// create and update, for any resource type: the body is checked, judged, shaped, and answered.
import type { Contract } from '../../../schemas/contract.ts';
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import { firstFault, type SchemaName } from '../../../schemas/validate.ts';
import type { Trace } from '../../domain/trace.ts';
import type { World } from '../../worlds/world.ts';
import type { FhirRequest, FhirResponse, Handler } from './handler.ts';

/** What an accepted write leaves to do. */
type Shaped = Required<Pick<FhirResponse, 'commit' | 'written'>>;

/** How a type is written. An attempt is a write on its way: the parsed body and what it meets. */
export interface Writable<Attempt extends { readonly id: string }> {
  readonly type: ResourceType;
  /** The schema of a body. */
  readonly schema: SchemaName;
  readonly attempt: (interaction: 'create' | 'update', request: FhirRequest, world: World) => Attempt;
  /** The first rejection, or undefined. */
  readonly judge: (attempt: Attempt, world: World) => Rejection | undefined;
  /** What is left to do for an accepted attempt. Nothing is stored yet. */
  readonly shape: (attempt: Attempt, world: World, trace: Trace) => Shaped;
}

/** Whether a rule is in force; the trace is told so, since it then has acted. */
const recordIfInForce = (rule: RuleId, trace: Trace, { isInForce }: Contract): boolean => {
  if (isInForce(rule)) trace.add(rule);
  return isInForce(rule);
};

/** The rejection of a body with a member of the wrong form, or undefined. */
const checkForm = (schema: SchemaName, body: unknown, { contract }: World): Rejection | undefined => {
  if (!contract.isInForce('interaction/members-are-well-formed')) return undefined;
  const fault = firstFault(schema, body);
  return fault && reject('interaction/members-are-well-formed', fault);
};

/** The address of a new resource, as the edition writes it. */
const locationHeader = ({ base, trace }: FhirRequest, path: string, { contract }: World): Record<string, string> => {
  if (!recordIfInForce('interaction/create-location-header', trace, contract)) return {};
  const version = recordIfInForce('interaction/location-has-version', trace, contract) ? '/_history/1' : '';
  return { location: `${base}/${path}${version}` };
};

/** The body of a successful write: `null` where the edition has it so, unless the instance is set to leave it out. */
const writeBody = (rule: RuleId, { contract, settings }: World, trace: Trace): { body?: null } =>
  settings().writeBody === 'documented' && recordIfInForce(rule, trace, contract) ? { body: null } : {};

const answerOf = {
  create: (type: ResourceType, id: string, request: FhirRequest, world: World): FhirResponse => ({
    status: 201,
    headers: locationHeader(request, `${type}/${id}`, world),
    ...writeBody('interaction/create-answers-null', world, request.trace),
  }),
  update: (type: ResourceType, id: string, { base, trace }: FhirRequest, world: World): FhirResponse => ({
    status: 200,
    ...(world.settings().updateLocation === 'sent' &&
    recordIfInForce('interaction/update-answers-location', trace, world.contract)
      ? { headers: { location: `${base}/${type}/${id}` } }
      : {}),
    ...writeBody('interaction/update-answers-null', world, trace),
  }),
};

/** One write interaction of a type. */
export const writeOf =
  <Attempt extends { readonly id: string }>(
    interaction: 'create' | 'update',
    { type, schema, attempt: attemptOf, judge, shape }: Writable<Attempt>,
  ): Handler =>
  (request, world) => {
    const fault = checkForm(schema, request.body, world);
    if (fault !== undefined) return fault;
    const attempt = attemptOf(interaction, request, world);
    const rejection = judge(attempt, world);
    if (rejection !== undefined) return rejection;
    const shaped = shape(attempt, world, request.trace);
    return { ...answerOf[interaction](type, attempt.id, request, world), ...shaped };
  };
