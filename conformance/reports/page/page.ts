// conformance.html: the page a person looks at. One file, no request to anywhere, every value escaped.
import { readFileSync } from 'node:fs';
import { type Envelope, scenariosOf, type Scenario } from '../../suite/messages/index.ts';
import { tableFor, verdicts, type RuleVerdict, type VerdictDocument } from '../../verdict/index.ts';
import { isFinding, verdictWords } from '../labels.ts';
import { isPartial } from '../headline.ts';
import { probesHtml } from '../probes.ts';
import { filtersHtml } from './filter-form.ts';
import { packedHtml } from './packed.ts';
import { headHtml } from './page-head.ts';
import { type Html, html } from '../../../schemas/html.ts';
import { offlinePage } from '../../../schemas/offline-page.ts';
import { ruleHtml } from './rule.ts';
import { scenarioHtml } from './scenario.ts';

const readAsset = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

/** The colours and basics of the mock's page, as a file: nothing of the mock is run for a report. */
const readBasics = (): string => readAsset('../../../mock-server/admin/page/browser/basics.css');

/** So many violated rules are shown open from the start. More would hide one another. */
const maxOpen = 3;

/** How many rules of each verdict a topic has. */
const countsHtml = (rules: readonly RuleVerdict[]): readonly Html[] =>
  verdicts
    .map((name) => ({ name, count: rules.filter(({ verdict }) => verdict === name).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => html`<span class="pill ${name}">${count} ${verdictWords[name]}</span> `);

/** A topic. It is folded where a reader has nothing to look into. */
const topicHtml = (
  topic: string,
  { rules, knownDeviations, counts, target }: VerdictDocument,
  scenarios: ReadonlyMap<string, Scenario>,
): Html => {
  const ours = rules.filter((rule) => rule.topic === topic);
  return html`
    <details class="topic" ${ours.some(isFinding) && 'open'}>
      <summary>
        <h2 id="topic-${topic}">${topic.replaceAll('-', ' ')}</h2>
        ${countsHtml(ours)}
      </summary>
      <div class="rules">
        ${ours.map((rule) =>
          ruleHtml(rule, scenarios, {
            entry: tableFor(target).entryOf(rule.id),
            known: knownDeviations.entries.find((entry) => entry.rule === rule.id),
            isOpen: rule.verdict === 'violated' && counts.violated <= maxOpen,
          }),
        )}
      </div>
    </details>
  `;
};

const looseHtml = ({ unattributed }: VerdictDocument, scenarios: ReadonlyMap<string, Scenario>): Html | undefined => {
  if (unattributed.length === 0) return undefined;
  return html`
    <section aria-labelledby="loose">
      <h2 id="loose">Scenarios that name no rule</h2>
      ${unattributed.map((verdict) => scenarioHtml(verdict, scenarios.get(verdict.at)))}
    </section>
  `;
};

const observedHtml = ({ observations = [] }: VerdictDocument): Html | undefined =>
  observations.length === 0
    ? undefined
    : html`
        <section aria-labelledby="observed">
          <h2 id="observed">Observed, and no rule's fault</h2>
          <ul>
            ${observations.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>
        </section>
      `;

const bodyHtml = (envelopes: readonly Envelope[], verdict: VerdictDocument): Html => {
  const scenarios = new Map(scenariosOf(envelopes).map((scenario) => [scenario.at, scenario]));
  const topics = [...new Set(verdict.rules.map(({ topic }) => topic))];
  return html`
    <a class="skip" href="#rules">Skip to the rules</a>
    ${headHtml(verdict)}
    <main id="rules" tabindex="-1">
      <noscript>
        <p>
          The steps of what passed are packed, and only a script can open them. <code>messages.ndjson.gz</code> has
          them.
        </p>
      </noscript>
      ${filtersHtml(verdict)} ${observedHtml(verdict)} ${looseHtml(verdict, scenarios)}
      ${topics.map((topic) => topicHtml(topic, verdict, scenarios))}
      <p class="none" hidden>No rule fits these filters.</p>
      ${probesHtml(verdict)}
    </main>
    <footer>
      <p>
        ${verdict.harness.name} ${verdict.harness.version}. The messages beside this page,
        <code>messages.ndjson.gz</code>, hold every request and answer: <code>canvas-harness recheck</code> computes the
        verdict from them again.
      </p>
    </footer>
    ${packedHtml(scenarios.values())}
  `;
};

/** The whole page. */
export const page = (envelopes: readonly Envelope[], verdict: VerdictDocument): string => {
  const word = isPartial(verdict) ? 'partial' : verdict.conclusion;
  return offlinePage({
    title: `${word}: ${verdict.target.baseUrl}, edition ${verdict.edition}`,
    style: readBasics() + readAsset('browser.css'),
    script: readAsset('browser.js'),
    body: bodyHtml(envelopes, verdict),
  }).text;
};
