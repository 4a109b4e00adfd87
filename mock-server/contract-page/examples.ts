// The requests and answers that show the rules, as `npm run examples` has written them.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A request and an answer that show a rule, and the scenario that they come from. */
export interface Example {
  readonly scenario: { readonly feature: string; readonly name: string };
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  /** A body is a JSON value, or a text where it is no JSON or was cut. */
  readonly answer: { readonly status: number; readonly location?: string; readonly body?: unknown };
}

export interface Examples {
  readonly rules: Readonly<Record<string, Example>>;
  /** The titles of the decisions, by number. */
  readonly decisions: Readonly<Record<string, string>>;
}

export const readExamples = (): Examples =>
  JSON.parse(gunzipSync(readFileSync(new URL('./examples.json.gz', import.meta.url))).toString('utf8')) as Examples;
