// One scenario on the page: its steps, and under each what was exchanged and what differed.
import {
  type Attachment,
  type Status,
  bodyOf,
  evidenceOf,
  mediaTypes,
  type Exchange,
  type Mismatch,
  type Reworded,
  type Scenario,
  type Step,
  type Target,
} from '../../suite/messages/index.ts';
import type { ScenarioVerdict } from '../../verdict/index.ts';
import { exchangeHtml, mismatchHtml, rewordedHtml } from './exchange.ts';
import { html, type Html } from '../../../schemas/html.ts';

const parsed = (attachment: Attachment): unknown => {
  try {
    return JSON.parse(bodyOf(attachment)) as unknown;
  } catch {
    return undefined;
  }
};

const attachmentHtml = (attachment: Attachment, isOpen = false): Html | undefined => {
  const value = parsed(attachment);
  if (value === undefined || value === null) return undefined;
  if (attachment.mediaType === mediaTypes.exchange) return exchangeHtml(value as Exchange, isOpen);
  if (attachment.mediaType === mediaTypes.mismatch) return mismatchHtml(value as Mismatch);
  if (attachment.mediaType === mediaTypes.reworded) return rewordedHtml(value as Reworded);
  return undefined;
};

const signs: Readonly<Record<Status, string>> = {
  PASSED: '✓',
  FAILED: '✗',
  SKIPPED: '–',
  PENDING: '?',
  UNDEFINED: '?',
  AMBIGUOUS: '?',
  UNKNOWN: '?',
};

/** A hook is shown only where it has something to say. */
const isShown = ({ keyword, result, attachments }: Step): boolean =>
  keyword !== '' ||
  result.status === 'FAILED' ||
  attachments.some(({ mediaType }) => mediaType === mediaTypes.exchange || mediaType === mediaTypes.mismatch);

const messageHtml = ({ result, attachments }: Step): Html | undefined => {
  const isTold = attachments.some(({ mediaType }) => mediaType === mediaTypes.mismatch);
  if (isTold || result.status === 'PASSED' || result.message === undefined) return undefined;
  return html`<pre class="message" tabindex="0">${result.message.slice(0, 4000)}</pre>`;
};

const argumentHtml = ({ argument: { dataTable, docString } = {} }: Step): Html | undefined => {
  if (docString !== undefined) return html`<pre class="argument" tabindex="0">${docString.content}</pre>`;
  if (dataTable === undefined) return undefined;
  const rowHtml = ({ cells }: (typeof dataTable.rows)[number]): Html =>
    html`<tr>
      ${cells.map(({ value }) => html`<td>${value}</td>`)}
    </tr>`;
  return html`<div class="argument" tabindex="0" role="region" aria-label="The table of this step">
    <table>
      <tbody>
        ${dataTable.rows.map(rowHtml)}
      </tbody>
    </table>
  </div>`;
};

/** A step with what was attached to it, but for what stands above the steps already. */
const stepHtml = (step: Step, above: readonly Attachment[]): Html => {
  const { keyword, text, result, attachments } = step;
  return html`
    <li class="step ${result.status.toLowerCase()}">
      <p>
        <span class="sign" aria-hidden="true">${signs[result.status]}</span>
        <span class="visually-hidden">${result.status.toLowerCase()}:</span>
        <b>${keyword}</b> ${text}
      </p>
      ${argumentHtml(step)} ${messageHtml(step)}
      ${attachments.filter((each) => !above.includes(each)).map((each) => attachmentHtml(each))}
    </li>
  `;
};

const resultWords: Readonly<Record<ScenarioVerdict['result'], string>> = {
  passed: 'passed',
  violated: 'violated',
  'not-exercised': 'not exercised',
  inconclusive: 'inconclusive',
};

/** What a failure shows first: what was expected and what came, and then the exchange that it looked at. */
const evidenceAbove = ({ steps }: Scenario): readonly Attachment[] => {
  const failed = steps.findIndex(({ result }) => result.status === 'FAILED');
  const until = steps.slice(0, failed + 1).flatMap(({ attachments }) => attachments);
  const attachmentsOf = (mediaType: string): readonly Attachment[] =>
    until.filter((each) => each.mediaType === mediaType);
  const mismatches = attachmentsOf(mediaTypes.mismatch);
  return mismatches.length === 0 ? [] : [...mismatches, ...attachmentsOf(mediaTypes.exchange).slice(-1)];
};

/** Why a create shows values that the steps do not name. */
const combinedHtml = ({ attachments }: Scenario): Html | undefined => {
  const isCombined = evidenceOf<Target>(attachments, mediaTypes.target).some(({ combined }) => combined !== undefined);
  if (!isCombined) return undefined;
  return html`<p class="quiet">
    The create carries values of other scenarios, too: the budget is too small for a create each.
  </p>`;
};

const stepsHtml = (scenario: Scenario): Html => {
  const above = evidenceAbove(scenario);
  return html`${combinedHtml(scenario)}
    <ol class="steps">
      ${scenario.steps.filter(isShown).map((step) => stepHtml(step, above))}
    </ol>`;
};

/** Whether the steps are all that tells why a scenario did not pass: then they stand in the page as they are. */
const isToldBySteps = (scenario: Scenario): boolean =>
  evidenceAbove(scenario).length === 0 && scenario.steps.some(({ result }) => result.status !== 'PASSED');

/** The steps of a scenario as they are kept packed; none where they stand in the page. */
export const packedStepsOf = (scenario: Scenario): Html | undefined =>
  isToldBySteps(scenario) ? undefined : stepsHtml(scenario);

const insideHtml = (scenario: Scenario): Html => {
  if (isToldBySteps(scenario)) return stepsHtml(scenario);
  const above = evidenceAbove(scenario);
  const place = html`<div class="packed" data-at="${scenario.at}"></div>`;
  if (above.length === 0) return place;
  const failed = scenario.steps.filter(({ result }) => result.status === 'FAILED').slice(0, 1);
  return html`<ol class="steps">
      ${failed.map((step) => stepHtml(step, step.attachments))}
    </ol>
    ${above.map((each) => attachmentHtml(each, true))}
    <details class="all-steps">
      <summary>All steps</summary>
      ${place}
    </details>`;
};

/** A scenario; one that violates its rule is open. */
export const scenarioHtml = (verdict: ScenarioVerdict, scenario: Scenario | undefined): Html => html`
  <details class="scenario" ${verdict.result === 'violated' && 'open'}>
    <summary>
      <span class="pill ${verdict.result === 'passed' ? 'verified' : verdict.result}"
        >${resultWords[verdict.result]}</span
      >
      <span class="name">${verdict.name}</span> <span class="quiet">${verdict.at}</span>
    </summary>
    ${verdict.reason !== undefined && html`<p class="reason">${verdict.reason}</p>`}
    ${scenario !== undefined && insideHtml(scenario)}
  </details>
`;
