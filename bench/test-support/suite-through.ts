// The whole suite in this process, against mocks of this process, each request on its way through another server.
// `suite-through.ts <edition> <address of the server> [<rule>…]` prints how many scenarios ran and which failed, as JSON.
import { isInForceUnder } from '../../schemas/contract.ts';
import { editionNamed } from '../../schemas/editions/editions.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { closeMock } from '../../targets/mock.ts';
import { loadSuite } from '../mutation/suite.ts';
import { meant } from './validated-suite.ts';

const [name = '', between = '', ...asked] = process.argv.slice(2);
const edition = editionNamed(name);
if (edition === undefined) throw new Error(`there is no edition ${name}`);
process.env['CANVAS_EDITION'] = edition;

const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { origin, pathname, search } = new URL(request.url);
  if (pathname.startsWith('/__admin/')) return fetch(request);
  const { method, signal } = request;
  const headers = new Headers(request.headers);
  headers.set(meant, origin);
  const body = await request.text();
  const redirect = init?.redirect ?? 'follow';
  return fetch(between + pathname + search, { method, headers, signal, redirect, ...(body === '' ? {} : { body }) });
};

const suite = await loadSuite();
const inForce = ruleIds.filter((id) => isInForceUnder(id, { edition, validation: 'documented' }));
const rules = inForce.filter((id) => asked.length === 0 || asked.includes(id));
const outcomes = await suite.run(await suite.placesOf(rules));
await closeMock();
const failed = outcomes.filter(({ isPassed }) => !isPassed).map(({ place }) => place);
process.stdout.write(JSON.stringify({ scenarios: outcomes.length, failed }));
process.exit(0);
