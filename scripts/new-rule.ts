// npm run new-rule: writes the stubs of a new rule that refuses.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { editions } from '../schemas/editions/editions.ts';
import { findNearest } from '../schemas/nearest.ts';
import { isRuleId, ruleIds, topicOf } from '../schemas/rules/index.ts';
import { command } from './command.ts';
import { root } from './rooms.mjs';

/** One text to add to a file: in front of the first match of `before`, or at the end where there is none to find. */
interface Stub {
  readonly file: string;
  readonly text: string;
  readonly before?: RegExp;
  /** What the author writes in its place. */
  readonly edit: string;
}

const methods = ['create', 'update'] as const;
type Method = (typeof methods)[number];

/** What starts each text that the author has to replace. `npm test` fails while one is left. */
export const mark = 'TODO:';

const toCamelCase = (topic: string): string => topic.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The end of the object literal that is exported under a name. */
const endOf = (name: string): RegExp => new RegExp(`(?<=export const ${name}\\b[^]*?\\n)(?=\\})`);

const stubsOf = (id: string, on: Method, since: string): readonly Stub[] => {
  const topic = topicOf(id);
  const refusal = `the ${on} is rejected with 422 business-rule "${mark} the words of the refusal"`;
  const scenario =
    on === 'create'
      ? '      When the client creates an appointment with:'
      : '      Given an appointment\n      When the client updates the appointment with:';
  return [
    {
      file: `schemas/rules/${topic}.ts`,
      before: endOf(toCamelCase(topic)),
      edit: 'what the rule says, where that is written, and how the refusal looks',
      text: `  '${id}': {
    on: ['${on}'],
    stage: 'refusal',
    basis: 'assumed',
    statement: '${mark} what the rule says, in one sentence.',
    source: { document: 'Appointment page, edition ${since}', at: '${mark} the section' },
    since: '${since}',
    clientChange: '${mark} what a client has to change.',
    outcome: { status: 422, code: 'business-rule', text: '${mark} the words of the refusal', match: 'refused' },
  },
`,
    },
    {
      file: `features/${topic}.feature`,
      edit: 'the rule in the words of a client, and the smallest request that is refused',
      text: `
  @rule:${id} @match:refused @since:${since}
  Rule: ${mark} what the rule says, in the words of a client

    Scenario: ${mark} the smallest request that is refused
${scenario}
        | status | booked |
      Then ${refusal}
`,
    },
    {
      file: `mock-server/domain/${topic}.ts`,
      before: endOf(`${toCamelCase(topic)}Refusals`),
      edit: `the code: reject('${id}', { ... }) where the rule refuses`,
      text: `  // ${mark} reject('${id}', {}) where the rule refuses
  '${id}': () => undefined,
`,
    },
    {
      file: `mock-server/explain/${topic}.ts`,
      before: endOf(`${toCamelCase(topic)}Repairs`),
      edit: 'the advice to the client, and the request with the smallest change that is accepted',
      text: `  '${id}': (request) => ({
    request,
    where: '$',
    advice: '${mark} what the client should send instead',
  }),
`,
    },
  ];
};

/** A file with a stub in it; undefined where the file has no place for it. */
const withStub = (home: string, { file, text, before }: Stub): string | undefined => {
  if (!existsSync(join(home, file))) return undefined;
  const source = readFileSync(join(home, file), 'utf8');
  if (before === undefined) return `${source}${text}`;
  const at = source.search(before);
  return at < 0 ? undefined : `${source.slice(0, at)}${text}${source.slice(at)}`;
};

/** What is wrong with the id of a new rule; undefined where it can be taken. */
const faultOf = (id: string): string | undefined => {
  if (!/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(id))
    return `'${id}' is not a rule id: write <topic>/<what-is-refused>, for example status/past-appointment-is-final`;
  if (isRuleId(id)) return `the rule ${id} exists already`;
  const topics = [...new Set(ruleIds.map(topicOf))];
  const topic = topicOf(id);
  return topics.includes(topic)
    ? undefined
    : `there is no topic '${topic}'; did you mean ${findNearest(topic, topics, (name) => name) ?? ''}? The topics are ${topics.join(', ')}`;
};

const write = (id: string, on: Method, home: string): string => {
  const since = editions.at(-1) ?? '';
  const stubs = stubsOf(id, on, since).map((stub) => ({ ...stub, written: withStub(home, stub) }));
  const [table, feature] = stubs;
  if (table?.written === undefined || feature?.written === undefined)
    throw new Error(`${table?.file} or ${feature?.file} has no place for a rule: nothing was written`);
  for (const { file, written } of stubs) if (written !== undefined) writeFileSync(join(home, file), written);
  return [
    `Stubs of ${id}. Replace each "${mark}"; npm test fails while one is left.`,
    ...stubs.map(({ file, edit, written }) =>
      written === undefined ? `  by hand  ${file} has no refusals: ${edit}` : `  ${file}: ${edit}`,
    ),
    'Then add a record to docs/decisions where the documents are silent, and a line to CHANGELOG.md.',
  ].join('\n');
};

const main = (): void => {
  const asked = command('new-rule', 'Writes the stubs of a new rule that refuses.')
    .argument('<id>', 'the rule: <topic>/<what-is-refused>')
    .addOption(new Option('--on <interaction>', 'what is refused').choices(methods).default('update'))
    .option('--home <folder>', 'checkout to write into', root)
    .parse();
  const [id = ''] = asked.args;
  const { on, home } = asked.opts<{ on: Method; home: string }>();
  const fault = faultOf(id);
  if (fault === undefined) console.log(write(id, on, home));
  else {
    console.error(fault);
    process.exitCode = 2;
  }
};

if (process.argv[1]?.endsWith('new-rule.ts') === true) main();
