// What is wrong with a value, where, and in which words of the framework's library.

type Location = readonly (string | number)[];

export interface Issue {
  readonly at: Location;
  readonly message: string;
  /** The library's name of the kind of fault, as `value_error.missing`. */
  readonly type: string;
  /** What the kind has to say more, as `limit_value=0`. */
  readonly context?: string;
  /** Whether a primitive is missing that its class asks for before it looks at any member. */
  readonly isPrimitive?: boolean;
}

/** What a value is in JSON once it has been taken. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** A value as the framework takes it, or what is wrong with it. */
export type Checked<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

export const taken = <T>(value: T): { readonly value: T } => ({ value });

export const refused = (message: string, type: string, context?: string): { readonly issues: readonly Issue[] } => ({
  issues: [{ at: [], message, type, ...(context === undefined ? {} : { context }) }],
});

export const missing = refused('field required', 'value_error.missing');
export const noneGiven = refused('none is not an allowed value', 'type_error.none.not_allowed');

/** The same below a place. */
export const moveBelow = (issues: readonly Issue[], ...at: Location): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, at: [...at, ...issue.at] }));

export const isTaken = <T>(checked: Checked<T>): checked is { readonly value: T } => 'value' in checked;

/** The place of a model as a whole. */
export const root = '__root__';

/** The fault without its place, as the framework writes it. */
export const problemOf = ({ message, type, context }: Issue): string =>
  `${message} (type=${type}${context === undefined ? '' : `; ${context}`})`;

export const placeOf = ({ at }: Issue): string => at.join(' -> ');
