// A value under a class of FHIR, as the framework's model takes or refuses it: every fault, in the order of the model.
import { classNamed, isPrimitive, primitiveExtension, type Class, type Field } from './class-table.ts';
import {
  moveBelow,
  isTaken,
  missing,
  noneGiven,
  refused,
  root,
  taken,
  type Checked,
  type Issue,
  type Plain,
} from './issue.ts';
import type { Primitives } from './primitives.ts';
import { unmetRequirements } from './requirements.ts';
import { readJson, type JsonFault } from './read-json.ts';
import { byCodePoints, isAbsent, isDict, isList, reprOf, typeName, type Dict, type Value } from './python-values.ts';

type Result = Checked<Plain>;

const noDict = refused('value is not a valid dict', 'type_error.dict');
const noList = refused('value is not a valid list', 'type_error.list');

const atRoot = (message: string): Result => ({ issues: moveBelow(refused(message, 'value_error').issues, root) });

const pathOf = ({ module, name }: Class): string => `fhir.resources.${module}.${name}`;

/** Python's dict() takes a list of pairs for an object. */
const dictOf = (value: Value): Dict | undefined => {
  if (isDict(value)) return value;
  if (!isList(value)) return undefined;
  const pairs = value.flatMap((item): (readonly [string, Value])[] => {
    const parts: readonly Value[] = isList(item) ? item : typeof item === 'string' ? [...item] : [];
    const [name, member = null] = parts;
    return parts.length === 2 && typeof name === 'string' ? [[name, member]] : [];
  });
  return pairs.length === value.length ? new Map(pairs) : undefined;
};

const wrongType = (sent: Value, klass: Class): Result => {
  const shown = typeof sent === 'string' ? sent : reprOf(sent);
  const sentence = `\`\`${pathOf(klass)}\`\` expects resource type \`\`${klass.name}\`\`, but got \`\`${shown}\`\`. Make sure resource type name is correct and right ModelClass has been chosen.`;
  const fault = refused(`Wrong ResourceType: ${sentence}`, 'value_error.wrong.resource_type', `error=${sentence}`);
  return { issues: moveBelow(fault.issues, 'resource_type') };
};

/** Comments of FHIR's early versions: a text, or a list of texts. */
const checkComments = (value: Value, primitives: Primitives): Result => {
  const text = checkPrimitive(value, 'xhtml', primitives);
  if (isTaken(text)) return text;
  const list = checkItems(value, (item) => (item === null ? noneGiven : checkPrimitive(item, 'xhtml', primitives)));
  return isTaken(list) ? list : { issues: [...text.issues, ...list.issues] };
};

const checkPrimitive = (value: Value, type: string, primitives: Primitives): Result =>
  primitives.get(type)?.(value) ?? taken(null);

const checkItems = (value: Value, check: (item: Value) => Result): Result => {
  if (!isList(value)) return noList;
  const results = value.map(check);
  const issues = results.flatMap((result, position) => (isTaken(result) ? [] : moveBelow(result.issues, position)));
  return issues.length > 0 ? { issues } : taken(results.flatMap((result) => (isTaken(result) ? [result.value] : [])));
};

const checkOne = (value: Value, type: string, primitives: Primitives): Result => {
  if (type === 'comments') return checkComments(value, primitives);
  if (isPrimitive(type)) return checkPrimitive(value, type, primitives);
  return type === 'Resource' || type === 'Element'
    ? checkAny(value, type, primitives)
    : checkModel(value, type, primitives);
};

const checkField = (value: Value, { type, isList: isMany, isRequired }: Field, primitives: Primitives): Result => {
  if (value === null) return isRequired ? noneGiven : taken(null);
  if (!isMany) return checkOne(value, type, primitives);
  // Lists of strings, and of what stands beside primitives, may have gaps.
  const hasGaps = type === 'string' || type === primitiveExtension;
  return checkItems(value, (item) => {
    if (item === null) return hasGaps ? taken(null) : noneGiven;
    return checkOne(item, type, primitives);
  });
};

/** The type of a contained resource has to be a text. */
const noTypeName = (sent: Value): Result =>
  isList(sent)
    ? refused('can only concatenate list (not "str") to list', 'type_error')
    : refused(`unsupported operand type(s) for +: '${typeName(sent)}' and 'str'`, 'type_error');

/** A resource of whatever type it says; without a type, what all have in common. */
const checkAny = (value: Value, type: string, primitives: Primitives): Result => {
  const data = typeof value === 'string' ? readJson(value) : { value };
  if (data === 'unreadable') return refused('maximum recursion depth exceeded', 'value_error');
  if (!('value' in data)) return noJson(value, data);
  // The framework fails on these, and answers 500; here they are refused in the words of that failure.
  if (!isDict(data.value)) return refused(`'${typeName(data.value)}' object has no attribute 'get'`, 'value_error');
  const sent = data.value.get('resourceType');
  if (isAbsent(sent) || sent === type) return checkModel(value, type, primitives);
  if (typeof sent !== 'string') return noTypeName(sent);
  return classNamed(sent) === undefined
    ? refused(`'fhir.resources.fhirtypes.${sent}Type' doesnt found.`, 'value_error')
    : checkModel(value, sent, primitives);
};

/** A text that is not JSON, with what Python's json module says about it. */
const noJson = (text: Value, { position, error }: JsonFault): Result => {
  const doc = typeof text === 'string' ? text : '';
  const before = [...doc].slice(0, position);
  const line = before.filter((sign) => sign === '\n').length + 1;
  const column = position - before.lastIndexOf('\n');
  return refused(
    `${error}: line ${line} column ${column} (char ${position})`,
    'value_error.jsondecode',
    `msg=${error}; doc=${doc}; pos=${position}; lineno=${line}; colno=${column}`,
  );
};

/** A value for a member whose type is a class: an object, or one written as JSON in a text. */
const checkModel = (value: Value, type: string, primitives: Primitives): Result => {
  const klass = classNamed(type);
  if (klass === undefined) return taken(null);
  if (isDict(value)) return checkDict(value, klass, primitives);
  if (typeof value !== 'string')
    return atRoot(
      `Value is expected from the instance of <class '${pathOf(klass)}'>, but got type <class '${typeName(value)}'>`,
    );
  const data = readJson(value);
  if (data === 'unreadable' || !('value' in data))
    return atRoot(`Invalid json str value has been provided for class <class '${pathOf(klass)}'>`);
  const dict = dictOf(data.value);
  if (dict !== undefined) return checkDict(dict, klass, primitives);
  const fault = refused(`${klass.name} expected dict not ${typeName(data.value)}`, 'type_error');
  return { issues: moveBelow(fault.issues, root) };
};

const valueOf = (data: Dict, { name, pythonName }: Field): readonly [string, Value] | undefined => {
  const byName = data.get(name);
  if (byName !== undefined) return [name, byName];
  const byPythonName = data.get(pythonName);
  return byPythonName === undefined ? undefined : [pythonName, byPythonName];
};

/** An object under its class. */
const checkDict = (sent: Dict, klass: Class, primitives: Primitives): Result => {
  const data = new Map(sent);
  const types = ['resource_type', 'resourceType'].map((name) => data.get(name));
  const type = data.has('resourceType') ? types[1] : types[0];
  if (!isAbsent(type) && type !== klass.name) return wrongType(type, klass);
  data.delete('resource_type');
  data.delete('resourceType');
  const faults = unmetRequirements(data, klass, (beside) => checkModel(beside, primitiveExtension, primitives));
  if (faults.length > 0) return { issues: moveBelow(faults, root) };

  const issues: Issue[] = [];
  const members: [string, Plain][] = isAbsent(sent.get('resourceType')) ? [] : [['resourceType', klass.name]];
  for (const field of klass.fields) {
    const found = valueOf(data, field);
    if (found === undefined) {
      if (field.isRequired) issues.push(...moveBelow(missing.issues, field.name));
      continue;
    }
    data.delete(found[0]);
    const result = checkField(found[1], field, primitives);
    if (!isTaken(result)) issues.push(...moveBelow(result.issues, field.name));
    else if (result.value !== null) members.push([field.name, result.value]);
  }
  const extras = [...data.keys()].toSorted(byCodePoints);
  issues.push(
    ...extras.flatMap((name) => moveBelow(refused('extra fields not permitted', 'value_error.extra').issues, name)),
  );
  return issues.length > 0 ? { issues } : taken(Object.fromEntries(members));
};

/** The body of a create or update under the class of its type. */
export const checkBody = (value: Value, type: string, primitives: Primitives): Result => {
  const klass = classNamed(type);
  const dict = dictOf(value);
  if (klass === undefined || dict === undefined) return noDict;
  return checkDict(dict, klass, primitives);
};
