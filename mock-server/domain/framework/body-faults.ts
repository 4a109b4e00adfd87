// The faults that the framework finds in a body, each as the rejection of a rule, all of them at once.
import type { Framework } from '../../../schemas/contract.ts';
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import { moveBelow, isTaken, placeOf, problemOf, root, type Issue, type Plain } from './issue.ts';
import { checkBody } from './model.ts';
import { primitivesOf } from './primitives.ts';
import { isDict, isList, type Value } from './python-values.ts';

/** A resource as the framework hands it on: without nulls, each value of the type that its element has. */
export type Modelled = Readonly<Record<string, Plain>>;

/** The resourceType of the contained resource that an issue lies in. */
const containedType = (body: Value, { at }: Issue): Value | undefined => {
  const [, member, position] = at;
  const contained = isDict(body) && member === 'contained' ? body.get('contained') : undefined;
  const resource = isList(contained) && typeof position === 'number' ? contained[position] : undefined;
  return isDict(resource) ? resource.get('resourceType') : undefined;
};

const isInstant = ({ at }: Issue): boolean => at.length === 2 && (at[1] === 'start' || at[1] === 'end');

const rejectionByRule = (issue: Issue, body: Value): Rejection => {
  const where = placeOf(issue);
  const problem = problemOf(issue);
  switch (issue.type) {
    case 'value_error.missing':
      return containedType(body, issue) === 'Endpoint'
        ? reject('validation/endpoint-is-complete', { where })
        : reject('validation/required-members', { where });
    case 'value_error.extra':
      return reject('validation/no-extra-members', { where });
    case 'value_error.datetime':
      if (isInstant(issue)) return reject('validation/instants-in-full', { where });
      return reject('validation/values-have-their-form', { where, problem });
    case 'value_error.wrong.resource_type':
      return reject('validation/resource-type', { where, problem });
    default:
      return reject('validation/values-have-their-form', { where, problem });
  }
};

/** A member that version 3.0 misses: in its own words, and where it is a primitive, as of another kind. */
const missedLately = ({ at, isPrimitive }: Issue): NonNullable<Rejection['said']> => {
  const name = String(at.at(-1));
  return isPrimitive === true
    ? {
        code: 'invalid',
        text: `{where} — Value for the field '${name}' is required. (type=model_field_validation.missing; field_name=${name})`,
      }
    : { text: '{where} — Field required (type=missing)' };
};

const rejectionOf = (issue: Issue, body: Value, framework: Framework): Rejection => {
  if (framework === '1.5') return rejectionByRule(issue, body);
  // Version 3.0 names no place for a model as a whole.
  const placed = { ...issue, at: issue.at.filter((step) => step !== root) };
  const rejection = rejectionByRule(placed, body);
  return issue.type === 'value_error.missing' ? { ...rejection, said: missedLately(placed) } : rejection;
};

const isModelled = (value: Plain): value is Modelled =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body under the model of its type: what the framework hands on, or every fault in the order in which it tells them. */
export const applyModel = (
  body: Value,
  type: string,
  framework: Framework = '1.5',
): { readonly body: Modelled } | { readonly faults: readonly Rejection[] } => {
  const checked = checkBody(body, type, primitivesOf(framework));
  if (isTaken(checked)) return { body: isModelled(checked.value) ? checked.value : {} };
  const issues = moveBelow(checked.issues, 'body');
  if (issues.some(({ at }) => at.length === 1)) return { faults: [reject('validation/body-is-an-object', {})] };
  return { faults: issues.map((issue) => rejectionOf(issue, body, framework)) };
};

const isPlainList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

const statuses = ['accepted', 'declined', 'tentative', 'needs-action'];

/** Participants with a status that the framework takes, but Canvas does not. */
export const badStatuses = ({ participant }: Modelled): readonly Rejection[] =>
  (isPlainList(participant) ? participant : []).flatMap((item, position) => {
    const status = isModelled(item) ? item['status'] : undefined;
    return typeof status !== 'string' || statuses.includes(status)
      ? []
      : [reject('validation/participant-status', { where: `body -> participant -> ${position} -> status` })];
  });
