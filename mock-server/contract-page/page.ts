// contract.html: one file without a request to anywhere. `rules --html` writes it, and the mock serves it.
import { readFileSync } from 'node:fs';
import { isInEdition } from '../../schemas/contract.ts';
import { meaningOf, sourceText } from '../../schemas/editions/documents.ts';
import { editions } from '../../schemas/editions/editions.ts';
import { html, type Html } from '../../schemas/html.ts';
import { offlinePage } from '../../schemas/offline-page.ts';
import type { Basis } from '../../schemas/rules/rule.ts';
import { ruleIds, ruleOf, topicOf, type RuleId } from '../../schemas/rules/index.ts';
import { readExamples, type Example, type Examples } from './examples.ts';

const readAsset = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

/** What each kind of evidence means. */
const evidence: Readonly<Record<Basis, string>> = {
  stated: 'stated in the text of the page',
  shown: 'shown by an example of the page',
  documented: 'documented on another page or in a later edition',
  framework: "done so by Canvas's open-source framework",
  assumed: 'assumed: the documents are silent, and a decision says how they are read',
};

const fact = (name: string, value: Html | string): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

const refusalFact = (id: RuleId): Html | undefined => {
  const { outcome } = ruleOf(id);
  return outcome && fact('Refuses with', html`<code>${outcome.status} ${outcome.code}</code> “${outcome.text}”`);
};

const decisionFact = (id: RuleId, { decisions }: Examples): Html | undefined => {
  const { decision } = ruleOf(id);
  return decision === undefined
    ? undefined
    : fact('Decision', html`${decision} <span class="quiet">${decisions[decision] ?? ''}</span>`);
};

const factsHtml = (id: RuleId, examples: Examples): Html => {
  const { basis, source, on, validation, clientChange } = ruleOf(id);
  const example = examples.rules[id];
  const held = editions.filter((date) => isInEdition(id, date));
  return html`<dl>
    ${fact('Evidence', evidence[basis])}
    ${fact('Source', html`${sourceText(source)} <span class="quiet">${meaningOf(source.document)}</span>`)}
    ${fact('Editions', held.length === editions.length ? 'all' : held.join(', '))}
    ${validation !== undefined && fact('Validation', `${validation} only`)} ${fact('Interactions', on.join(', '))}
    ${refusalFact(id)} ${clientChange !== undefined && fact('For clients', clientChange)} ${decisionFact(id, examples)}
    ${example && fact('Scenario', html`${example.scenario.name} <code>${example.scenario.feature}</code>`)}
  </dl>`;
};

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body, null, 2));

const halfHtml = (title: string, line: string, body: unknown): Html => html`
  <div class="half">
    <p class="label">${title}</p>
    <pre tabindex="0">${line}${body !== undefined && `\n\n${textOf(body)}`}</pre>
  </div>
`;

const exampleHtml = ({ request, answer }: Example): Html => {
  const status = [`${answer.status}`, ...(answer.location === undefined ? [] : [`location: ${answer.location}`])];
  return html`<div class="halves">
    ${halfHtml('Request', `${request.method} ${request.path}`, request.body)}
    ${halfHtml('Answer', status.join('\n'), answer.body)}
  </div>`;
};

const ruleHtml = (id: RuleId, examples: Examples): Html => {
  const { statement, basis } = ruleOf(id);
  const example = examples.rules[id];
  return html`<details class="rule" id="${id}" data-basis="${basis}">
    <summary>
      <span class="statement">${statement}</span>
      <span class="quiet"><code>${id}</code> ${basis}</span>
    </summary>
    <div class="inside">${factsHtml(id, examples)} ${example && exampleHtml(example)}</div>
  </details>`;
};

const topicHtml = (topic: string, examples: Examples): Html => {
  const ours = ruleIds.filter((id) => topicOf(id) === topic);
  return html`<section class="topic" aria-labelledby="topic-${topic}">
    <h2 id="topic-${topic}">${topic.replaceAll('-', ' ')} <span class="quiet">${ours.length}</span></h2>
    ${ours.map((id) => ruleHtml(id, examples))}
  </section>`;
};

const searchHtml = (): Html => html`
  <form class="search" role="search" hidden>
    <label
      ><span>Search</span> <input type="search" name="word" autocomplete="off" placeholder="status, 422, PUT"
    /></label>
    <label
      ><span>Evidence</span>
      <select name="basis">
        <option value="">all</option>
        ${Object.keys(evidence).map((name) => html`<option value="${name}">${name}</option>`)}
      </select></label
    >
    <p class="count" role="status" aria-live="polite"></p>
  </form>
`;

const bodyHtml = (examples: Examples): Html => html`
  <a class="skip" href="#rules">Skip to the rules</a>
  <header>
    <p class="quiet">canvas-fhir-harness</p>
    <h1>What the FHIR Appointment API of Canvas Medical does</h1>
    <p>
      ${ruleIds.length} documented behaviours. Each names the place where it is written. The requests and answers are
      those of the mock.
    </p>
  </header>
  <main id="rules" tabindex="-1">
    ${searchHtml()} ${[...new Set(ruleIds.map(topicOf))].map((topic) => topicHtml(topic, examples))}
    <p class="none" hidden>No rule has these words.</p>
  </main>
`;

/** The page, and the policy that it is served with. */
export const contractPage = (): ReturnType<typeof offlinePage> =>
  offlinePage({
    title: 'The rules of the FHIR Appointment API',
    style: readAsset('../admin/page/browser/basics.css') + readAsset('contract.css'),
    script: readAsset('contract.js'),
    body: bodyHtml(readExamples()),
  });
