// Writes mock-server/contract-page/examples.json.gz: for each rule a request and an answer that show it, taken from runs of
// the suite against the embedded mock, one for each edition and one for the framework's validation. `npm run examples`.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { call } from '../bench/test-support/command.ts';
import {
  evidenceOf,
  mediaTypes,
  readMessages,
  scenariosOf,
  type Exchange,
} from '../conformance/suite/messages/index.ts';
import type { Example, Examples } from '../mock-server/contract-page/index.ts';
import { instance } from '../fixtures/instance.ts';
import { editions } from '../schemas/editions/editions.ts';
import { ruleIds, ruleOf, type RuleId } from '../schemas/rules/index.ts';
import { root } from './rooms.mjs';

const maxLines = 48;

const maxCharacters = 3000;

const ids = /(?<![0-9a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])/g;

/** What else is new in each run, and what stands for it: the port, the moment of the statement, record numbers. */
const chances = [
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:4010'],
  [/(?<=\\?"date\\?": ?\\?")[^"\\]+/g, '2031-03-04T08:00:00+00:00'],
  [/(?<=\\?"value\\?": ?\\?")\d{9}(?=\\?")/g, '100000001'],
] as const;

const cut = (text: string): string => {
  const lines = text.slice(0, maxCharacters).split('\n').slice(0, maxLines);
  const kept = lines.join('\n');
  return kept === text ? text : `${kept}\n… ${text.length - kept.length} more characters`;
};

/** A body as it is shown: the value itself, or its text where that is too long. */
const bodyShown = (body: unknown): { readonly body?: unknown } => {
  if (body === undefined || body === '') return {};
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  return { body: cut(text) === text ? body : cut(text) };
};

const actedIn = ({ response }: Exchange): readonly string[] => (response.headers['x-mock-rules'] ?? '').split(/,\s*/);

/** How well an exchange shows a rule: best where the mock says that the rule acted, and it refused as documented. */
const worthOf = (id: RuleId, exchange: Exchange): number =>
  (actedIn(exchange).includes(id) ? 2 : 0) + (ruleOf(id).outcome?.status === exchange.response.status ? 1 : 0);

interface Candidate extends Example {
  readonly worth: number;
}

const candidatesIn = (folder: string): ReadonlyMap<RuleId, Candidate> => {
  const found = new Map<RuleId, Candidate>();
  for (const { attachments, ruleIds: named, at, name } of scenariosOf(readMessages(folder))) {
    const exchanges = evidenceOf<Exchange>(attachments, mediaTypes.exchange);
    for (const id of ruleIds.filter((each) => named.includes(each))) {
      for (const exchange of exchanges) {
        const value = worthOf(id, exchange);
        if (value <= (found.get(id)?.worth ?? -1)) continue;
        const { request, response } = exchange;
        const { location } = response.headers;
        found.set(id, {
          worth: value,
          scenario: { feature: at.replace(/:\d+$/, ''), name },
          request: { method: request.method, path: cut(request.path), ...bodyShown(request.body) },
          answer: {
            status: response.status,
            ...(location === undefined ? {} : { location }),
            ...bodyShown(response.body),
          },
        });
      }
    }
  }
  return found;
};

const knownIds = new Set(JSON.stringify(instance).match(ids));

/** An example without what is new in each run; ids that the mock made are numbered. */
const withoutChance = (example: Example): Example => {
  const made = new Map<string, string>();
  const numberExamples = (id: string): string => {
    if (knownIds.has(id)) return id;
    const number = made.get(id) ?? String(made.size + 1).padStart(12, '0');
    made.set(id, number);
    return id.includes('-') ? `00000000-0000-4000-8000-${number}` : number.padStart(32, '0');
  };
  const text = chances.reduce(
    (changed, [chance, usual]) => changed.replace(chance, usual),
    JSON.stringify(example).replace(ids, numberExamples),
  );
  return JSON.parse(text) as Example;
};

/** The titles of the decisions, by number. */
const titles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(root, 'docs/decisions'))
      .filter((name) => /^\d{3}-/.test(name))
      .map((name) => {
        const [line = ''] = readFileSync(join(root, 'docs/decisions', name), 'utf8').split('\n');
        return [name.slice(0, 3), line.replace(/^# \d+ /, '')];
      }),
  );

const folder = mkdtempSync(join(tmpdir(), 'canvas-examples-'));
const runs = [...editions.map((date) => ['--edition', date]), ['--validation', 'framework']];
const examples: Partial<Record<RuleId, Example>> = {};
for (const [index, run] of runs.entries()) {
  const out = join(folder, String(index));
  const { code, err } = await call(root, ['verify', '--quiet', '--out', out, ...run]);
  if (code !== 0) throw new Error(`verify ${run.join(' ')} ended with ${code}: ${err}`);
  for (const [id, { worth: _worth, ...example }] of candidatesIn(out)) examples[id] ??= withoutChance(example);
}
rmSync(folder, { recursive: true });
const document: Examples = {
  rules: Object.fromEntries(ruleIds.flatMap((id) => (examples[id] === undefined ? [] : [[id, examples[id]]]))),
  decisions: titles(),
};
writeFileSync(
  join(root, 'mock-server/contract-page/examples.json.gz'),
  gzipSync(JSON.stringify(document), { level: 9 }),
);
