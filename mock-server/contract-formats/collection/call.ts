// A call of a collection: one request with what its answer has to be, and the variables that stand in it.

/** Which token a call carries: the one that is given, none, one for Patient resources only, one of another patient. */
export type Auth = 'token' | 'none' | 'tokenForPatients' | 'tokenOfOtherPatient';

/** What an answer gives to the calls after it. */
export interface Capture {
  readonly variable: string;
  readonly from: 'id in location' | 'id of first entry' | 'access_token';
}

export interface Call {
  /** The folder that it stands in: an interaction. */
  readonly folder: string;
  readonly name: string;
  readonly description: string;
  readonly method: string;
  /** Path and query; like the body it holds variables as `{{name}}`. */
  readonly path: string;
  readonly auth: Auth;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The answer: its status, and of a refusal the literal text. */
  readonly expected: { readonly status: number; readonly text?: string };
  readonly captures?: readonly Capture[];
  /** Whether a time is chosen first, as `{{start}}` and `{{end}}`. */
  readonly choosesTime?: boolean;
}

/** The variables that a user sets besides the token, with the values of a mock that has just started. */
export const settings = {
  baseUrl: 'http://127.0.0.1:4010',
  ehrUrl: 'http://127.0.0.1:4010',
  clientId: 'canvas-client',
  clientSecret: 'canvas-secret',
  practitionerId: '4150cd20de8a470aa570a852859ac87e',
  patientId: 'ee1c7803325b47b492008f3e7c9d7a3d',
  otherPatientId: 'a031d1ba40d74aebb8ed716716da05c2',
  locationId: 'b3476a18-3f63-422d-87e7-b3dc0cd55060',
  scheduleId: 'Location.1-Staff.4150cd20de8a470aa570a852859ac87e',
} as const;

/** The values that variables have, by name. */
export type Values = Readonly<Record<string, string>>;

/** A text with the values in the places of its variables. A variable without a value stays. */
export const filled = (text: string, values: Values): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

/** Values that are told apart by their looks: the longest is replaced first. */
const replaced = (values: Values): readonly (readonly [string, string])[] =>
  Object.entries(values)
    .filter(([name, value]) => /Id$|^start$|^end$/.test(name) && value.length > 15)
    .toSorted(([, one], [, other]) => other.length - one.length);

/** A text with variables in the places of their values. */
export const withVariables = (text: string, values: Values): string =>
  replaced(values).reduce((told, [name, value]) => told.replaceAll(value, `{{${name}}}`), text);
