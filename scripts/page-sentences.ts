// Says which rule rests on a sentence of a page: npm run page-sentences -- <page> <rule> <first words of the sentence>.
// With a page alone it lists the sentences that no rule rests on. The table keeps checksums, and no sentence.
import { readFileSync, writeFileSync } from 'node:fs';
import { pageSentences } from '../conformance/editions/page-sentences.ts';
import { isRestingOn } from '../conformance/editions/page-rules.ts';
import { shortSum, sumDigits } from '../schemas/editions/page-sums.ts';
import { pageOf } from '../schemas/editions/places.ts';
import { ruleIds, type RuleId } from '../schemas/rules/index.ts';

const [file, rule, words = ''] = process.argv.slice(2);
if (file === undefined)
  throw new Error('usage: npm run page-sentences -- <page> [<rule> <first words of the sentence>]');
const sentences = [...new Set([...pageOf(readFileSync(file, 'utf8')).places.values()].flat())];

const isRule = (id: string): id is RuleId => (ruleIds as readonly string[]).includes(id);

/** Prints the sentences that no rule rests on. */
const listUnclaimed = (): void => {
  const isClaimed = (sentence: string): boolean => ruleIds.some((id) => isRestingOn(id, shortSum(sentence)));
  for (const sentence of sentences) if (!isClaimed(sentence)) process.stdout.write(`${sentence}\n`);
};

/** Adds the checksums of the sentences that begin so to those of a rule, in the table that is kept. */
const claimFor = (id: RuleId): void => {
  const found = sentences.filter((sentence) => sentence.toLowerCase().startsWith(words.toLowerCase()));
  if (words === '' || found.length === 0) throw new Error(`no sentence of ${file} begins with '${words}'`);
  const sums = found.map((sentence) => shortSum(sentence).slice(0, sumDigits));
  const ofRule = new Set([...(pageSentences[id]?.split(' ') ?? []), ...sums]);
  const table = { ...pageSentences, [id]: [...ofRule].join(' ') };
  const lines = ruleIds.flatMap((one) => (table[one] === undefined ? [] : [`  '${one}': '${table[one]}',`]));
  const tableFile = new URL('../conformance/editions/page-sentences.ts', import.meta.url);
  const head = readFileSync(tableFile, 'utf8').split(/(?<== \{)/)[0] ?? '';
  writeFileSync(tableFile, `${head}\n${lines.join('\n')}\n};\n`);
};

if (rule === undefined) listUnclaimed();
else if (isRule(rule)) claimFor(rule);
else throw new Error(`${rule} is not a rule`);
