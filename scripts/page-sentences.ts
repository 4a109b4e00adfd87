// Says which rule a sentence of a page backs: npm run page-sentences -- <page> <rule> <first words of the sentence>.
// With a page alone it lists the sentences that no rule rests on. Only checksums are kept.
import { readFileSync, writeFileSync } from 'node:fs';
import { pageSentences } from '../conformance/editions/page-sentences.ts';
import { restsOn } from '../conformance/editions/page-rules.ts';
import { shortSum, sumDigits } from '../schemas/editions/page-sums.ts';
import { pageOf } from '../schemas/editions/places.ts';
import { ruleIds, type RuleId } from '../schemas/rules/index.ts';

const [file = '', rule, words = ''] = process.argv.slice(2);
const passages = new Set([...pageOf(readFileSync(file, 'utf8')).places.values()].flat());
const isRule = (id: string): id is RuleId => (ruleIds as readonly string[]).includes(id);

if (rule === undefined) {
  const isBound = (passage: string): boolean => ruleIds.some((id) => restsOn(id, shortSum(passage)));
  for (const passage of passages) if (!isBound(passage)) process.stdout.write(`${passage}\n`);
} else {
  if (!isRule(rule)) throw new Error(`${rule} is not a rule`);
  const found = [...passages].filter((passage) => passage.toLowerCase().startsWith(words.toLowerCase()));
  if (found.length === 0) throw new Error(`no sentence of ${file} begins with ${words}`);
  const sums = found.map((passage) => shortSum(passage).slice(0, sumDigits));
  const kept = new Set([...(pageSentences[rule]?.split(' ') ?? []), ...sums]);
  const table = { ...pageSentences, [rule]: [...kept].join(' ') };
  const lines = ruleIds.flatMap((id) => (table[id] === undefined ? [] : [`  '${id}': '${table[id]}',`]));
  const place = new URL('../conformance/editions/page-sentences.ts', import.meta.url);
  const head = readFileSync(place, 'utf8').split(/(?<== \{)/)[0] ?? '';
  writeFileSync(place, `${head}\n${lines.join('\n')}\n};\n`);
}
