// The filters of the page: by verdict, by topic, by interaction, and by a word.
import { verdicts, type VerdictDocument } from '../../verdict/index.ts';
import { verdictWords } from '../labels.ts';
import { html, type Html } from '../../../schemas/html.ts';

const verdictFilter = ({ counts }: VerdictDocument): Html => html`
  <fieldset class="verdicts">
    <legend>Verdict</legend>
    ${verdicts
      .filter((name) => counts[name] > 0)
      .map(
        (name) => html`
          <label class="chip ${name}">
            <input type="checkbox" name="verdict" value="${name}" />
            <span>${verdictWords[name]} <b>${counts[name]}</b></span>
          </label>
        `,
      )}
  </fieldset>
`;

const choiceHtml = (name: string, title: string, values: readonly string[]): Html => html`
  <label class="choice">
    <span>${title}</span>
    <select name="${name}">
      <option value="">all</option>
      ${values.map((value) => html`<option value="${value}">${value}</option>`)}
    </select>
  </label>
`;

/** The form that filters. Without a script nothing is filtered, and the form is not shown. */
export const filtersHtml = (verdict: VerdictDocument): Html => html`
  <form class="filters" aria-label="Filter the rules" hidden>
    ${verdictFilter(verdict)}
    <div class="choices">
      ${choiceHtml('topic', 'Topic', [...new Set(verdict.rules.map(({ topic }) => topic))])}
      ${choiceHtml('on', 'Interaction', [...new Set(verdict.rules.flatMap(({ on }) => on))].sort())}
      <label class="choice"><span>Contains</span><input type="search" name="word" autocomplete="off" /></label>
      <button type="reset">Show all</button>
      <button type="button" data-action="open">Open all</button>
      <button type="button" data-action="close">Close all</button>
    </div>
    <p class="shown" role="status" aria-live="polite"></p>
  </form>
`;
