// Writes docs/steps.md: every step phrase with an example from the features, the cast, and the notations of the tables.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { readPhrases, type Phrase } from './phrases.ts';
import { root } from './rooms.mjs';
import { introduction, notations } from './steps-page-text.ts';

const linesOf = (uri: string): readonly string[] => readFileSync(join(root, uri), 'utf8').split('\n');

/** The lines of a table, or those of a text between its quotes; none where a step has neither. */
const argumentIn = (lines: readonly string[]): readonly string[] => {
  const isText = lines[0]?.trim().startsWith('"""') ?? false;
  const end = isText
    ? lines.findIndex((line, position) => position > 0 && line.trim() === '"""') + 1
    : lines.findIndex((line) => !line.trim().startsWith('|'));
  return end === -1 ? lines : lines.slice(0, end);
};

/** The step on a line of a feature, with its table or text, without the indent; `And` becomes its keyword. */
const stepAt = (uri: string, line: number, keyword: string): string => {
  const [step = '', ...after] = linesOf(uri).slice(line - 1);
  const indent = /^ */.exec(step)?.[0].length ?? 0;
  const whole = [step.replace(/^( *)(\w+|\*)/, `$1${keyword}`), ...argumentIn(after)];
  return whole.map((text) => text.slice(indent)).join('\n');
};

const isTelling = (text: string): boolean => !text.includes('<') && !text.includes('""');

/** The shortest use of a phrase; one without an empty text or a value of an outline, where there is one. */
const exampleOf = ({ matches }: Phrase, keyword: string): string => {
  const examples = matches.map(({ uri, line }) => stepAt(uri, line, keyword));
  const telling = examples.filter(isTelling);
  const [shortest = ''] = (telling.length > 0 ? telling : examples).toSorted(
    (one, other) => one.length - other.length || (one < other ? -1 : 1),
  );
  return shortest;
};

/** The keyword with which a phrase is defined. */
const keywordOf = ({ uri, line }: Phrase): string =>
  /^(Given|When|Then)\(/.exec(linesOf(uri)[line - 1] ?? '')?.[1] ?? '';

const section = (all: readonly Phrase[], keyword: string): readonly string[] => {
  const own = all.filter((one) => keywordOf(one) === keyword);
  const entries = own.map((usage) => {
    return `### \`${usage.pattern}\`\n\n\`\`\`gherkin\n${exampleOf(usage, keyword)}\n\`\`\``;
  });
  return [`## ${keyword}`, ...entries.toSorted()];
};

/** The page as it has to be. */
export const stepsPage = (): Promise<string> => {
  const all = readPhrases();
  const sections = ['Given', 'When', 'Then'].flatMap((keyword) => section(all, keyword));
  const text = [introduction, ...sections, notations()].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 120, embeddedLanguageFormatting: 'off' });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(join(root, 'docs/steps.md'), await stepsPage());
