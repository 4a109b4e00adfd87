// What a class asks for before it looks at any member: the primitives it requires, and one of each choice at most.
import { primitiveExtension, type Class } from './class-table.ts';
import { moveBelow, isTaken, missing, noneGiven, refused, type Checked, type Issue, type Plain } from './issue.ts';
import { isAbsent, isDict, isList, typeName, type Dict, type Value } from './python-values.ts';

/** Checks what stands beside a primitive where it is not an object. */
type CheckExtension = (value: Value) => Checked<Plain>;

/** How many extensions a value has, as Python's len() counts, or why it cannot. */
const lengthOf = (value: Value | undefined): number | Issue => {
  if (value === undefined) return 0;
  if (isList(value)) return value.length;
  if (isDict(value)) return value.size;
  if (typeof value === 'string') return value.length;
  return { at: [], message: `object of type '${typeName(value)}' has no len()`, type: 'type_error' };
};

const extensionsIn = (value: Plain): number => {
  const isObject = typeof value === 'object' && value !== null && 'extension' in value;
  return isObject && Array.isArray(value.extension) ? value.extension.length : 0;
};

/** How many extensions stand in for a primitive, or what is wrong with them. */
const standIns = (
  beside: Value | undefined,
  name: string,
  check: CheckExtension,
): { readonly count: number } | { readonly issues: readonly Issue[]; readonly isAll: boolean } => {
  if (isAbsent(beside)) return { count: 0 };
  if (isDict(beside)) {
    const count = lengthOf(beside.get('extension'));
    return typeof count === 'number' ? { count } : { issues: [count], isAll: true };
  }
  const checked = check(beside);
  return isTaken(checked)
    ? { count: extensionsIn(checked.value) }
    : { issues: moveBelow(checked.issues, `_${name}`), isAll: false };
};

const missingPrimitive = { issues: missing.issues.map((issue) => ({ ...issue, isPrimitive: true })) };

/** What is missing of the primitives that a class requires. */
const missingPrimitives = (data: Dict, { requiredPrimitives }: Class, check: CheckExtension): readonly Issue[] => {
  const issues: Issue[] = [];
  for (const { name } of requiredPrimitives) {
    const value = data.get(name);
    if (!isAbsent(value)) continue;
    const found = standIns(data.get(`_${name}`), name, check);
    if ('issues' in found && found.isAll) return found.issues;
    if ('issues' in found) issues.push(...found.issues);
    else if (found.count === 0) issues.push(...moveBelow((value === null ? noneGiven : missingPrimitive).issues, name));
  }
  return issues;
};

const choiceFault = (data: Dict, { choices }: Class): readonly Issue[] => {
  for (const { names, isRequired } of choices) {
    const list = `[${names.map((name) => `'${name}'`).join(', ')}]`;
    const found = names.filter((name) => !isAbsent(data.get(name))).length;
    const words =
      found > 1
        ? `Any of one field value is expected from this list ${list}, but got multiple!`
        : `Expect any of field value from this list ${list}.`;
    if (found > 1 || (isRequired && found === 0)) return refused(words, 'value_error').issues;
  }
  return [];
};

/** The faults that keep a class from looking at its members. */
export const unmetRequirements = (data: Dict, klass: Class, check: CheckExtension): readonly Issue[] => {
  if (klass.name === primitiveExtension) {
    const isBare = isAbsent(data.get('extension')) && isAbsent(data.get('fhir_comments'));
    return isBare ? moveBelow(missing.issues, 'extension') : [];
  }
  const unmet = missingPrimitives(data, klass, check);
  return unmet.length > 0 ? unmet : choiceFault(data, klass);
};
