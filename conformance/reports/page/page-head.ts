// The head of the page: the verdict in one line, the two figures, and the stamp.
import { tableFor, verdicts, type VerdictDocument } from '../../verdict/index.ts';
import { headline, isPartial } from '../headline.ts';
import { percentage, verdictWords } from '../labels.ts';
import { html, type Html } from '../../../schemas/html.ts';

const figure = (name: string, part: number, whole: number, share: number | null, of: string): Html => html`
  <div class="figure ${name}">
    <h2>${name}</h2>
    <p class="number">${percentage(share)}</p>
    <p class="of"><b>${part}</b> of <b>${whole}</b> ${of}</p>
  </div>
`;

/** How the verdicts are spread, as one bar. The list beneath says the same in words. */
const spread = ({ counts, rules }: VerdictDocument): Html => html`
  <div
    class="spread"
    role="img"
    aria-label="${verdicts.map((name) => `${counts[name]} ${verdictWords[name]}`).join(', ')}"
  >
    ${verdicts.map(
      (name) =>
        counts[name] > 0 &&
        html`<span
          class="${name}"
          style="flex-grow:${counts[name]}"
          title="${counts[name]} of ${rules.length} ${verdictWords[name]}"
        ></span>`,
    )}
  </div>
`;

const stamps = (verdict: VerdictDocument): readonly (readonly [string, string])[] => [
  ['Target', verdict.target.kind === 'mock' ? `mock (${verdict.target.baseUrl})` : verdict.target.baseUrl],
  ['Edition', verdict.edition],
  ['Validation', verdict.validation],
  ['Refusals', verdict.strict === true ? 'in the words of the page, to the letter' : 'may be worded otherwise'],
  ['Time', `${verdict.time} (${(verdict.milliseconds / 1000).toFixed(1)} s)`],
  ['Seed', verdict.seed ?? 'none'],
  ['Scenarios', String(verdict.scenarios)],
  ['Harness', `${verdict.harness.name} ${verdict.harness.version}`],
  ['Rule set', verdict.ruleSet.digest],
  ['Rules asked for', verdict.selection.rules.length === 0 ? 'all' : verdict.selection.rules.join(', ')],
  ['Tags', verdict.selection.tags ?? 'none'],
  ['Exit code', `${verdict.exitCode} (${verdict.conclusion})`],
];

const violations = ({ rules, unattributed }: VerdictDocument): readonly Html[] => [
  ...rules
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ id, statement }) => html`<li><a href="#${id}">${statement}</a> <span class="quiet">${id}</span></li>`),
  ...unattributed
    .filter(({ result }) => result === 'violated')
    .map(({ name, at }) => html`<li>${name} <span class="quiet">${at}, which names no rule</span></li>`),
];

/** What the conclusion rests on: the violated rules with links to them, or the reasons as they are. */
const reasons = (verdict: VerdictDocument): Html | undefined => {
  const { conclusion, because } = verdict;
  if (conclusion === 'conformant') return undefined;
  const all = conclusion === 'divergent' ? violations(verdict) : because.map((reason) => html`<li>${reason}</li>`);
  const [shown, rest] = [all.slice(0, 12), all.slice(12)];
  return html`
    <ul class="because ${conclusion}">
      ${shown} ${rest.length > 0 && html`<li>and ${rest.length} more</li>`}
    </ul>
  `;
};

/** The head of the page. */
export const headHtml = (verdict: VerdictDocument): Html => {
  const { divergence, coverage, conclusion } = verdict;
  const { many } = tableFor(verdict.target);
  const [word = '', ...sentence] = headline(verdict).split(': ');
  return html`
    <header>
      <p class="product">Canvas FHIR Appointment API · conformance report</p>
      <button type="button" class="theme" hidden>Theme: auto</button>
      <h1 class="${isPartial(verdict) ? 'partial' : conclusion}">
        <span class="verdict">${word}</span> ${sentence.join(': ')}
      </h1>
      <div class="figures">
        ${figure('divergence', divergence.violated, divergence.exercised, divergence.share, `exercised ${many} are violated`)}
        ${figure('coverage', coverage.exercised, coverage.applicable, coverage.share, `applicable ${many} were exercised`)}
      </div>
      ${spread(verdict)} ${reasons(verdict)}
      <details class="stamp">
        <summary>
          ${verdict.target.kind === 'mock' ? 'mock' : verdict.target.baseUrl} · edition ${verdict.edition} ·
          ${verdict.time} · ${verdict.harness.name} ${verdict.harness.version}
        </summary>
        <dl>
          ${stamps(verdict).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </details>
    </header>
  `;
};
