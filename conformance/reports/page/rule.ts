// One rule on the page: its statement and verdict, and when opened its basis, source and scenarios.
import { meaningOf, sourceText } from '../../../schemas/editions/documents.ts';
import type { Scenario } from '../../suite/messages/index.ts';
import type { JudgedEntry, RuleVerdict, KnownDeviation } from '../../verdict/index.ts';
import { basisMeanings, verdictMeanings, wordsOf } from '../labels.ts';
import { html, type Html } from '../../../schemas/html.ts';
import { scenarioHtml } from './scenario.ts';

const fact = (name: string, value: string | Html | undefined): Html | undefined =>
  value === undefined
    ? undefined
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`;

const refusal = ({ outcome }: JudgedEntry): Html | undefined => {
  if (outcome === undefined) return undefined;
  return html`<code>${outcome.status} ${outcome.code}</code> “${outcome.text}” (match: ${outcome.match})`;
};

const editionsOf = ({ since, until }: JudgedEntry): string =>
  until === undefined ? `since ${since}` : `from ${since} until ${until}`;

const deviation = (known: KnownDeviation | undefined): Html | undefined => {
  if (known === undefined) return undefined;
  const { since, why, link } = known;
  const isAddress = /^https?:\/\//.test(link);
  return html`since ${since}: ${why} (${isAddress ? html`<a href="${link}" rel="noreferrer">${link}</a>` : link})`;
};

/** The document by name, and in a word what it is. */
const source = (place: RuleVerdict['source']): Html =>
  html`${sourceText(place)} <span class="quiet">${meaningOf(place.document)}</span>`;

const facts = (rule: RuleVerdict, entry: JudgedEntry, known: KnownDeviation | undefined): Html => html`
  <dl>
    ${fact('Verdict', `${wordsOf(rule)}. ${verdictMeanings[rule.verdict]}`)} ${fact('Reason', rule.reason)}
    ${fact('Known deviation', deviation(known))} ${fact('Basis', `${rule.basis}: ${basisMeanings[rule.basis]}`)}
    ${fact('Source', source(rule.source))} ${fact('Interactions', rule.on.join(', '))}
    ${fact('Refuses with', refusal(entry))} ${fact('Editions', editionsOf(entry))} ${fact('Decision', entry.decision)}
    ${fact('On a live server', rule.matters)} ${fact('Instead', rule.remedy)}
  </dl>
`;

const scenarioCount = ({ scenarios }: RuleVerdict): string =>
  scenarios.length === 0 ? '' : `${scenarios.length} ${scenarios.length === 1 ? 'scenario' : 'scenarios'}`;

interface Shown {
  /** The entry of the table that the rule is judged by. */
  readonly entry: JudgedEntry;
  /** The known deviation from this rule. */
  readonly known: KnownDeviation | undefined;
  readonly isOpen: boolean;
}

/** The scenarios that the rule is violated in come before the facts about it, the others after. */
const scenariosHtml = (
  rule: RuleVerdict,
  scenarios: ReadonlyMap<string, Scenario>,
  isViolated: boolean,
): readonly Html[] =>
  rule.scenarios
    .filter(({ result }) => (result === 'violated') === isViolated)
    .map((verdict) => scenarioHtml(verdict, scenarios.get(verdict.at)));

/** A rule. Its id is its anchor. */
export const ruleHtml = (
  rule: RuleVerdict,
  scenarios: ReadonlyMap<string, Scenario>,
  { entry, known, isOpen }: Shown,
): Html => html`
  <details
    class="rule"
    ${isOpen && 'open'}
    id="${rule.id}"
    data-verdict="${rule.verdict}"
    data-topic="${rule.topic}"
    data-on="${rule.on.join(' ')}"
  >
    <summary>
      <span class="pill ${rule.verdict}">${wordsOf(rule)}</span>
      <span class="statement">${rule.statement}</span>
      <span class="id"><code>${rule.id}</code> <span class="quiet">${scenarioCount(rule)}</span></span>
    </summary>
    <div class="inside">
      ${scenariosHtml(rule, scenarios, true)} ${facts(rule, entry, known)} ${scenariosHtml(rule, scenarios, false)}
    </div>
  </details>
`;
