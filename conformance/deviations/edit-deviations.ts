// Changing a file of known deviations: the template of a new entry, and removing an entry that went stale.
import { writeFileSync } from 'node:fs';
import { fileFault } from '../../schemas/file-fault.ts';
import { isMap, isSeq, parseDocument, stringify } from 'yaml';
import { Stop } from '../run/exit-codes.ts';
import { deviationsIn, nameOf, readDeviations, todo } from './deviations-file.ts';
import type { VerdictDocument } from '../verdict/index.ts';

const differenceIn = ({ rules }: VerdictDocument, id: string): string => {
  const scenarios = rules.find((rule) => rule.id === id)?.scenarios ?? [];
  return scenarios.flatMap(({ mismatches = [] }) => mismatches.map(({ what }) => what))[0] ?? '';
};

/** A ready file for the violations of a run; nothing where there are none. */
export const deviationsTemplate = (verdict: VerdictDocument): string => {
  const violated = verdict.rules.filter(({ verdict: word }) => word === 'violated');
  if (violated.length === 0) return '';
  return stringify(
    {
      target: nameOf(verdict.target),
      deviations: violated.map(({ id }) => ({
        rule: id,
        since: verdict.time.slice(0, 10),
        why: `${todo}: say why this is accepted (${differenceIn(verdict, id).split('\n')[0]?.slice(0, 160) ?? ''})`,
        link: `${todo}: where it is tracked`,
      })),
    },
    { lineWidth: 0 },
  );
};

/** Removes the entry of a rule from the text of a deviations file; comments elsewhere stay. */
export const withoutDeviation = (text: string, rule: string, file: string): string => {
  deviationsIn(text, file);
  const document = parseDocument(text, { schema: 'failsafe' });
  const entries: unknown = document.get('deviations');
  const position = isSeq(entries) ? entries.items.findIndex((item) => isMap(item) && item.get('rule') === rule) : -1;
  if (position < 0) throw new Stop('usage', `${file} lists no deviation from '${rule}'`);
  document.deleteIn(['deviations', position]);
  return document.toString({ lineWidth: 0 });
};

/** Removes the entries of rules from a deviations file. */
export const removeDeviations = (file: string, rules: readonly string[]): void => {
  const text = rules.reduce((rest, rule) => withoutDeviation(rest, rule, file), readDeviations(file));
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop('usage', `cannot write ${file}: ${fileFault(error)}`);
  }
};

/** The command that takes stale entries out of the file of a run. */
export const removalCommand = (file: string, rules: readonly string[]): string =>
  `npx canvas-harness deviations remove ${rules.join(' ')} --file ${file}`;
