// conformance.html: the page a person looks at. One file, no request to anywhere, every value escaped.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Envelope, scenariosOf, type Scenario } from '../../suite/messages/index.ts';
import type { VerdictDocument } from '../../verdict/index.ts';
import { probesHtml } from '../probes.ts';
import { filtersHtml } from './filter-form.ts';
import { headHtml } from './page-head.ts';
import { Html, html } from './html.ts';
import { ruleHtml } from './rule.ts';
import { scenarioHtml } from './scenario.ts';

const asset = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

/** The colours and basics of the mock's page, as a file: nothing of the mock is run for a report. */
const basics = (): string => asset('../../../mock-server/admin/page/browser/basics.css');

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const topicHtml = (
  topic: string,
  { rules, knownDeviations }: VerdictDocument,
  scenarios: ReadonlyMap<string, Scenario>,
): Html => {
  const ours = rules.filter((rule) => rule.topic === topic);
  return html`
    <section class="topic" aria-labelledby="topic-${topic}">
      <h2 id="topic-${topic}">${topic.replaceAll('-', ' ')} <span class="quiet">${ours.length}</span></h2>
      ${ours.map((rule) =>
        ruleHtml(
          rule,
          scenarios,
          knownDeviations.entries.find((entry) => entry.rule === rule.id),
        ),
      )}
    </section>
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

const bodyHtml = (envelopes: readonly Envelope[], verdict: VerdictDocument): Html => {
  const scenarios = new Map(scenariosOf(envelopes).map((scenario) => [scenario.at, scenario]));
  const topics = [...new Set(verdict.rules.map(({ topic }) => topic))];
  return html`
    <a class="skip" href="#rules">Skip to the rules</a>
    ${headHtml(verdict)}
    <main id="rules" tabindex="-1">
      ${filtersHtml(verdict)} ${looseHtml(verdict, scenarios)}
      ${topics.map((topic) => topicHtml(topic, verdict, scenarios))}
      <p class="none" hidden>No rule fits these filters.</p>
      ${probesHtml(verdict)}
    </main>
    <footer>
      <p>
        ${verdict.harness.name} ${verdict.harness.version}. The same verdict follows from messages.ndjson beside this
        page:
        <code>canvas-harness recheck</code> computes it again.
      </p>
    </footer>
  `;
};

/** The whole page. Its policy lets nothing run but its own script, and nothing load at all. */
export const page = (envelopes: readonly Envelope[], verdict: VerdictDocument): string => {
  const [style, script] = [basics() + asset('browser.css'), asset('browser.js')];
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${digest(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${verdict.conclusion}: ${verdict.target.baseUrl}, edition ${verdict.edition}</title>
        <link rel="icon" href="data:," />
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        ${bodyHtml(envelopes, verdict)} ${new Html(`<script>${script}</script>`)}
      </body>
    </html>`.text;
};
