// Values of JSON as Python reads them: whole numbers and fractions are of two types, and objects have no prototype.

/** A number with a fraction or an exponent, NaN or an infinity. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type Dict = ReadonlyMap<string, Value>;
export type Value = null | boolean | string | bigint | Float | readonly Value[] | Dict;

export const isDict = (value: Value | undefined): value is Dict => value instanceof Map;
export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isAbsent = (value: Value | undefined): value is null | undefined => value === undefined || value === null;

/** The name of a value's type in Python. */
export const typeName = (value: Value): string => {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'bigint') return 'int';
  if (value instanceof Float) return 'float';
  return isDict(value) ? 'dict' : 'list';
};

/** A fraction as Python writes it: 1.0, 1e+16, 1e-05. */
const floatText = (value: number): string => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
};

/** What Python's str() makes of a scalar. */
export const textOf = (value: string | boolean | bigint | Float): string => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value instanceof Float ? floatText(value.value) : String(value);
};

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as Python's repr() writes it. */
const quoted = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const written = text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign);
  return quote + (quote === "'" ? written.replaceAll("'", "\\'") : written) + quote;
};

/** A value as Python's repr() writes it. */
export const reprOf = (value: Value): string => {
  if (value === null) return 'None';
  if (typeof value === 'string') return quoted(value);
  if (isList(value)) return `[${value.map(reprOf).join(', ')}]`;
  if (isDict(value)) return `{${[...value].map(([name, member]) => `${quoted(name)}: ${reprOf(member)}`).join(', ')}}`;
  return textOf(value);
};

/** The order of Python's sorted(): by code points. */
export const byCodePoints = (one: string, other: string): number => {
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((sign, position) => sign !== right[position]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
};

/** Length in code points. */
export const lengthOf = (text: string): number => [...text].length;
