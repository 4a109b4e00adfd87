// The summary of a run in Markdown, for the page of a CI job.
import { withoutControls } from '../../schemas/controls.ts';
import { tableFor, type RuleVerdict, type Verdict, type VerdictDocument } from '../verdict/index.ts';
import { headline } from './headline.ts';
import { probesMarkdown } from './probes.ts';
import { percentage, textOfValue, wordsOf } from './labels.ts';

/** Text from elsewhere that must neither become markup nor break a table. */
const escape = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const code = (text: string): string => `\`${text.replace(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '\\|')}\``;

const shorten = (value: unknown): string => {
  const text = textOfValue(value).replace(/\s+/g, ' ');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

const figures = ({ divergence, coverage, target }: VerdictDocument): readonly string[] => [
  '| figure | of | share |',
  '|---|---|---|',
  `| divergence | ${divergence.violated} of ${divergence.exercised} exercised ${tableFor(target).many} violated | ${percentage(divergence.share)} |`,
  `| coverage | ${coverage.exercised} of ${coverage.applicable} applicable ${tableFor(target).many} exercised | ${percentage(coverage.share)} |`,
];

const mismatchLines = ({ scenarios }: RuleVerdict): readonly string[] =>
  scenarios.flatMap(({ at, name, mismatches = [] }) =>
    mismatches.map(({ what, expected, actual }) => {
      const both =
        expected === undefined ? '' : `: expected ${code(shorten(expected))}, actual ${code(shorten(actual))}`;
      return `  - ${escape(name)} (${code(at)}): ${escape(what.split('\n')[0] ?? '')}${both}`;
    }),
  );

const section = (verdict: VerdictDocument, word: Verdict, title: string): readonly string[] => {
  const rules = verdict.rules.filter((rule) => rule.verdict === word);
  if (rules.length === 0) return [];
  const lines = rules.flatMap((rule) => [
    `- **${escape(rule.id)}** ${escape(rule.statement)}${rule.reason === undefined ? '' : ` _${escape(rule.reason)}_`}`,
    ...(rule.remedy === undefined ? [] : [`  - instead: ${escape(rule.remedy)}`]),
    ...mismatchLines(rule),
  ]);
  return ['', `### ${title}`, '', ...lines];
};

const byReason = ({ rules }: VerdictDocument, word: Verdict, title: string): readonly string[] => {
  const reasons = new Map<string, number>();
  for (const { verdict, reason = '' } of rules) {
    if (verdict === word) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size === 0) return [];
  return ['', `### ${title}`, '', ...[...reasons].map(([reason, count]) => `- ${count}: ${escape(reason)}`)];
};

const observed = ({ observations = [] }: VerdictDocument): readonly string[] =>
  observations.length === 0 ? [] : ['', '### Observed', '', ...observations.map((sentence) => `- ${escape(sentence)}`)];

const topicRows = ({ rules }: VerdictDocument): readonly string[] => {
  const topics = [...new Set(rules.map(({ topic }) => topic))];
  const row = (topic: string): string => {
    const words = rules.filter((rule) => rule.topic === topic).map(wordsOf);
    const counts = [...new Set(words)].map((word) => `${words.filter((other) => other === word).length} ${word}`);
    return `| ${escape(topic)} | ${counts.join(', ')} |`;
  };
  return ['', '| topic | rules |', '|---|---|', ...topics.map(row)];
};

const stampLine = (verdict: VerdictDocument): string =>
  [
    `${verdict.harness.name} ${verdict.harness.version}`,
    `edition ${verdict.edition}`,
    `${verdict.validation} validation`,
    ...(verdict.strict === true ? ['strict'] : []),
    `target ${verdict.target.kind === 'mock' ? 'mock' : verdict.target.baseUrl}`,
    verdict.time,
    `seed ${verdict.seed ?? 'none'}`,
    `rule set ${verdict.ruleSet.digest.slice(0, 19)}`,
  ]
    .map(escape)
    .join(' · ');

/** The verdict, the figures, what is wrong, and what was not exercised. */
export const summary = (verdict: VerdictDocument): string =>
  withoutControls(
    [
      `## ${escape(headline(verdict))}`,
      '',
      ...figures(verdict),
      ...section(verdict, 'violated', 'Violated'),
      ...section(verdict, 'known-deviation', 'Known deviations'),
      ...section(verdict, 'inconclusive', 'Inconclusive'),
      ...section(verdict, 'reworded', 'Reworded'),
      ...observed(verdict),
      ...byReason(verdict, 'not-exercised', 'Not exercised'),
      ...byReason(verdict, 'not-applicable', 'Not applicable'),
      ...topicRows(verdict),
      ...probesMarkdown(verdict, escape),
      '',
      `<sub>${stampLine(verdict)}</sub>`,
      '',
    ].join('\n'),
  );
