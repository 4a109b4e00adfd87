// The faults of an Appointment body under the framework's model, each as the rejection of a rule, all of them at once.
import { reject, type Rejection } from '../../../schemas/outcome.ts';
import { modelOf, type Element, type Model } from './model.ts';
import { noInstant, primitives } from './primitives.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The resourceType of an object; a contained one without it is taken for an Endpoint. */
const typeOf = ({ resourceType = 'Endpoint' }: Json): string =>
  typeof resourceType === 'string' ? resourceType : JSON.stringify(resourceType);

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const missing = (where: string): Rejection =>
  where.includes(' contained ')
    ? reject('validation/endpoint-is-complete', { where })
    : reject('validation/required-members', { where });

const misformed = (where: string, problem: string): Rejection =>
  problem === noInstant && /-> (start|end)$/.test(where) && !where.includes('period')
    ? reject('validation/instants-in-full', { where })
    : reject('validation/values-have-their-form', { where, problem });

const wrongKind = (where: string, kind: 'dict' | 'list'): Rejection =>
  misformed(where, `value is not a valid ${kind} (type=type_error.${kind})`);

/** Members that the model asks for before it looks at anything else. */
const missingAtRoot = (value: Json, model: Model, where: string): readonly Rejection[] =>
  Object.entries(model)
    .filter(([name, { required }]) => required === 'root' && isMissing(value[name]))
    .map(([name]) => missing(`${where} -> __root__ -> ${name}`));

/** The extension of a primitive stands beside it under its name with an underscore. */
const isKnown = (name: string, model: Model): boolean =>
  name in model || (name.startsWith('_') && name.slice(1) in model);

const extras = (value: Json, model: Model, where: string): readonly Rejection[] =>
  Object.keys(value)
    .filter((name) => !isKnown(name, model))
    .toSorted()
    .map((name) => reject('validation/no-extra-members', { where: `${where} -> ${name}` }));

const ofMember = (value: unknown, { type, isList, required }: Element, where: string): readonly Rejection[] => {
  if (isMissing(value)) return required === 'field' ? [missing(where)] : [];
  if (isList !== true) return ofValue(value, type, where);
  if (!Array.isArray(value)) return [wrongKind(where, 'list')];
  return value.flatMap((item, position) => ofValue(item, type, `${where} -> ${position}`));
};

const ofValue = (value: unknown, type: string, where: string): readonly Rejection[] => {
  const model = modelOf(type === 'Contained' && isObject(value) ? typeOf(value) : type);
  if (model !== undefined) return ofObject(value, model, where);
  const problem = (primitives as Readonly<Record<string, (value: unknown) => string | undefined>>)[type]?.(value);
  return problem === undefined ? [] : [misformed(where, problem)];
};

const ofObject = (value: unknown, model: Model, where: string): readonly Rejection[] => {
  if (!isObject(value)) return [wrongKind(where, 'dict')];
  const atRoot = missingAtRoot(value, model, where);
  if (atRoot.length > 0) return atRoot;
  const members = Object.entries(model).flatMap(([name, element]) =>
    ofMember(value[name], element, `${where} -> ${name}`),
  );
  return [...members, ...extras(value, model, where)];
};

const statuses = ['accepted', 'declined', 'tentative', 'needs-action'];

const badStatuses = ({ participant }: Json): readonly Rejection[] =>
  (Array.isArray(participant) ? (participant as unknown[]) : []).flatMap((item, position) => {
    const status = isObject(item) ? item['status'] : undefined;
    return typeof status !== 'string' || status === '' || statuses.includes(status)
      ? []
      : [reject('validation/participant-status', { where: `body -> participant -> ${position} -> status` })];
  });

/** Every fault of a body that should be an Appointment, in the order in which the framework reports them. */
export const faultsOf = (body: Json): readonly Rejection[] => {
  const { resourceType } = body;
  if (resourceType !== undefined && resourceType !== 'Appointment')
    return [reject('validation/resource-type', { type: typeOf(body) })];
  return [...ofValue(body, 'Appointment', 'body'), ...badStatuses(body)];
};

/** Numbers for instants as the texts they stand for. */
export const withInstants = (body: Json): Json => {
  const texts = ['start', 'end'].flatMap((name): [string, string][] => {
    const value = body[name];
    return typeof value === 'number' ? [[name, new Date(value * 1000).toISOString()]] : [];
  });
  return texts.length === 0 ? body : { ...body, ...Object.fromEntries(texts) };
};
