// Recomputes a verdict from the recorded messages and answers, so that a reader need not trust the runner.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readMessages, type Envelope } from '../suite/messages/index.ts';
import { readVerdict } from '../verdict/verdict-file.ts';
import { ruleSetOf, verdictOf, type VerdictDocument } from '../verdict/index.ts';
import { rejudge } from '../examine/index.ts';
import { performAgain } from './perform-again.ts';
import { contradictions } from './contradictions.ts';

interface Recheck {
  readonly agrees: boolean;
  readonly lines: readonly string[];
}

const ruleDifferences = (said: VerdictDocument, found: VerdictDocument): readonly string[] => {
  const saids = new Map(said.rules.map((rule) => [rule.id, rule]));
  const ids = new Set([...saids.keys(), ...found.rules.map(({ id }) => id)]);
  const founds = new Map(found.rules.map((rule) => [rule.id, rule]));
  return [...ids].flatMap((id) => {
    const [one, other] = [saids.get(id), founds.get(id)];
    if (isDeepStrictEqual(one, other)) return [];
    const [word, proof] = [one?.verdict ?? 'absent', other?.verdict ?? 'absent'];
    return [
      word === proof
        ? `${id}: verdict.json tells it otherwise than the messages do (${membersThatDiffer(one, other)})`
        : `${id}: verdict.json says ${word}, the messages say ${proof}`,
    ];
  });
};

const membersThatDiffer = (one: object | undefined, other: object | undefined): string =>
  [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])]
    .filter((name) => !isDeepStrictEqual(Reflect.get(one ?? {}, name), Reflect.get(other ?? {}, name)))
    .join(', ');

/** Where a written verdict differs from the one that the messages give. */
export const differences = (said: VerdictDocument, envelopes: readonly Envelope[]): readonly string[] => {
  const found = JSON.parse(JSON.stringify(verdictOf(envelopes))) as VerdictDocument;
  const { rules: saidRules, ...saidRest } = said;
  const { rules: foundRules, ...foundRest } = found;
  const others = membersThatDiffer(saidRest, foundRest);
  return [
    ...(said.ruleSet.digest === ruleSetOf(said.target).digest
      ? []
      : ['the rule set of this harness is not the one of the run']),
    ...(saidRules.length === foundRules.length
      ? []
      : [`verdict.json holds ${saidRules.length} rules, not ${foundRules.length}`]),
    ...(others === '' ? [] : [`verdict.json differs from the messages in: ${others}`]),
    ...ruleDifferences(said, found),
  ];
};

/**
 * Rechecks a folder of reports, twice over: the verdict has to follow from the messages, and the result of each
 * scenario from the answers that were recorded, with every assertion made anew by this harness.
 */
export const recheck = async (folder: string): Promise<Recheck> => {
  const envelopes = readMessages(folder);
  const said = readVerdict(join(folder, 'verdict.json'));
  const again =
    said.target.kind === 'client'
      ? ruleDifferences(said, JSON.parse(JSON.stringify(rejudge(envelopes))) as VerdictDocument)
      : contradictions(envelopes, await performAgain(envelopes));
  const lines = [...differences(said, envelopes), ...again];
  if (lines.length > 0)
    return { agrees: false, lines: [...lines, 'The verdict does not follow from what was recorded.'] };
  const all = `Each of ${said.rules.length} verdicts follows from the messages`;
  return { agrees: true, lines: [`${all}, and each of ${said.scenarios} scenarios from its recorded answers.`] };
};
