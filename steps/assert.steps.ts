// Then: what must have come of it.
import { headerValue } from './support/header-value.ts';
import { Then, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import type { Exchange } from '../targets/index.ts';
import type { Named } from './support/canonical.ts';
import { matches } from './support/expectation.ts';
import { expectRefusal } from './support/expect-refusal.ts';
import { expectations } from './support/expectations.ts';
import { current } from './support/interactions.ts';
import { at } from './support/path.ts';
import { refusalIn } from './support/refusal.ts';
import { untilShown } from './support/until-shown.ts';
import type { HarnessWorld } from './support/world.ts';

/** The issue code that the page's examples of refusals have for each status. */
const issueCodes: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unknown',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  412: 'conflict',
  422: 'business-rule',
};

interface Offered {
  readonly type: string;
  readonly interaction: readonly { readonly code: string }[];
}

/** Compares elements of a value with the cells of a table. */
const compare = (world: HarnessWorld, subject: string, value: unknown, table: DataTable): void => {
  for (const [path, expected] of expectations(world, table)) {
    const actual = at(value, path);
    if (!matches(expected, actual)) world.fail(`${path} of ${subject}`, expected, actual);
  }
};

/** Tells the target where a write was accepted that is to be refused. */
const noteAccepted = (
  { target }: HarnessWorld,
  { request: { method, path }, response: { status } }: Exchange,
): void => {
  const isWrite = method !== 'GET' && !/^\/auth\/|\/_search\b/.test(path);
  if (isWrite && status >= 200 && status < 300) target.noteAccepted?.(`${method} ${path}`, status);
};

Then('the {interaction} succeeds', function (this: HarnessWorld, interaction: string) {
  const { status } = this.examine().response;
  if (status >= 300) this.fail(`The status of the ${interaction}`, 'a success', status);
});

Then(phrases.answers, function (this: HarnessWorld, interaction: string, expected: number) {
  const { status } = this.examine().response;
  if (expected >= 400) noteAccepted(this, this.last);
  if (status !== expected) this.fail(`The status of the ${interaction}`, expected, status);
});

Then(phrases.rejected, function (this: HarnessWorld, interaction: string, status: number, code: string, text: string) {
  const exchange = this.examine();
  noteAccepted(this, exchange);
  expectRefusal(this, `The rejection of the ${interaction}`, exchange, { status, code, text });
});

Then('the answer, where it is a refusal, has the documented issue code of its status', function (this: HarnessWorld) {
  const { status, body } = this.examine().response;
  const expected = issueCodes[status];
  const { code } = refusalIn(status, body);
  if (expected !== undefined && code !== expected) this.fail(`The issue code of a ${status}`, expected, code);
});

Then('{record} has:', async function (this: HarnessWorld, record: Named, table: DataTable) {
  const before = this.unexamined;
  if (before !== undefined)
    this.fail(`What came before ${record.name} was read back`, 'a success', before.response.status);
  const { response } = await current(this, record);
  compare(this, record.name, response.body, table);
});

Then(
  'the answer has:',
  untilShown(function (this: HarnessWorld, table: DataTable) {
    compare(this, 'the answer', this.examine().response.body, table);
  }),
);

Then('the body of the answer is {string}', function (this: HarnessWorld, text: string) {
  const expected = this.resolve(text);
  const actual = this.examine().response.text;
  // Around a value of JSON there may be white space.
  if (!matches(expected, expected === '' ? actual : actual.trim()))
    this.fail('The body of the answer', expected, actual);
});

Then('the body of the answer begins with the lines:', function (this: HarnessWorld, expected: string) {
  const { text } = this.examine().response;
  // Python's json module leaves a blank behind each comma.
  if (!text.replaceAll(/ +$/gm, '').startsWith(`${expected}\n`)) this.fail('The beginning of the body', expected, text);
});

Then('the header {string} of the answer is {string}', function (this: HarnessWorld, name: string, expected: string) {
  const actual = headerValue(name, this.examine().response.headers[name.toLowerCase()], this.target);
  if (!matches(this.resolve(expected), actual)) this.fail(`The header ${name}`, this.resolve(expected), actual);
});

Then(
  'the header {string} of the answer names the host that was asked, or none',
  function (this: HarnessWorld, name: string) {
    const { baseUrl } = this.target;
    const value = this.examine().response.headers[name.toLowerCase()];
    // Neither scheme nor port counts: where TLS ends in front of a server, it sees other ones.
    const [asked, named] = [baseUrl, value ?? ''].map((url) =>
      URL.canParse(url, baseUrl) ? new URL(url, baseUrl).hostname : undefined,
    );
    if (named !== asked) this.fail(`The host in the header ${name}`, asked, named ?? value);
  },
);

Then('the members of the answer are {names}', function (this: HarnessWorld, expected: readonly string[]) {
  const actual = Object.keys(this.examine().response.body ?? {});
  if (!matches(expected, actual)) this.fail('The members of the answer, in their order', expected, actual);
});

Then(
  'the answer shows {record} as a read does',
  untilShown(async function (this: HarnessWorld, record: Named) {
    const entry = at(this.examine().response.body, 'entry[0].resource');
    const { response } = await current(this, record);
    if (!matches(response.body, entry)) this.fail(`The entry of ${record.name}`, response.body, entry);
  }),
);

Then('the answer offers {names} on {word}', function (this: HarnessWorld, expected: readonly string[], type: string) {
  const { rest = [] } = (this.examine().response.body ?? {}) as { rest?: { resource?: Offered[] }[] };
  const offered = rest[0]?.resource?.find((resource) => resource.type === type)?.interaction ?? [];
  const actual = offered.map(({ code }) => code).toSorted();
  if (!matches(expected.toSorted(), actual)) this.fail(`The interactions of ${type}, in any order`, expected, actual);
});

Then('{record} keeps the id of its first identifier', async function (this: HarnessWorld, record: Named) {
  const expected = at(this.examine().request.body, 'identifier[0].id');
  const { response } = await current(this, record);
  const actual = at(response.body, 'identifier[0].id');
  if (expected !== actual) this.fail(`identifier[0].id of ${record.name}`, expected, actual);
});

Then('no two identifiers of {record} have the same id', async function (this: HarnessWorld, record: Named) {
  const { response } = await current(this, record);
  const identifiers = at(response.body, 'identifier');
  const ids = (Array.isArray(identifiers) ? identifiers : []).map((identifier) => at(identifier, 'id'));
  if (new Set(ids).size < ids.length) this.fail(`The ids of the identifiers of ${record.name}`, 'all different', ids);
});
