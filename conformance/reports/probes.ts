// The register of probes in the reports: in a line, as a table in Markdown, and as a section of the page.
import type { ProbeNote, VerdictDocument } from '../verdict/index.ts';
import { html, type Html } from '../../schemas/html.ts';

const notesIn = ({ probes }: VerdictDocument): readonly ProbeNote[] => probes?.notes ?? [];

const count = (notes: readonly ProbeNote[], verdict: ProbeNote['verdict']): number =>
  notes.filter((note) => note.verdict === verdict).length;

/** `3 of 51 ambiguities`, with what the notes come to. */
const inWords = (notes: readonly ProbeNote[]): string =>
  `${notes.length} ambiguities: ${count(notes, 'agrees')} agree with the mock, ${count(notes, 'differs')} differ, ${count(notes, 'undecided')} undecided`;

/** One line for the terminal; none where nothing was probed. */
export const probesLine = (verdict: VerdictDocument): readonly string[] => {
  const notes = notesIn(verdict);
  return notes.length === 0 ? [] : [`probes      ${inWords(notes)} (${verdict.probes?.register ?? ''})`];
};

const remedyOf = ({ verdict, reading, undecided }: ProbeNote): string => {
  if (verdict !== 'differs') return undecided ?? verdict;
  return reading === null ? 'differs: the mock has no reading like this' : `differs: ${reading}`;
};

const day = ({ at }: ProbeNote): string => at.slice(0, 10);

/** The notes as rows of a Markdown table. `plain` keeps text from becoming markup. */
export const probesMarkdown = (verdict: VerdictDocument, plain: (text: string) => string): readonly string[] => {
  const notes = notesIn(verdict);
  if (notes.length === 0) return [];
  const row = (note: ProbeNote): string =>
    `| ${[note.id, note.question, note.observed ?? '-', note.mock ?? '-', remedyOf(note), `${day(note)}, ${note.target}`].map(plain).join(' | ')} |`;
  return [
    '',
    '### Ambiguities, as probed',
    '',
    '| ambiguity | question | observed | mock | | when and where |',
    '|---|---|---|---|---|---|',
    ...notes.map(row),
  ];
};

const rowHtml = (note: ProbeNote): Html => html`
  <tr class="${note.verdict}">
    <th scope="row">${note.id}</th>
    <td>${note.question}</td>
    <td>${note.observed ?? '-'}</td>
    <td>${note.mock ?? '-'}</td>
    <td>${remedyOf(note)}</td>
    <td>
      <details>
        <summary>${day(note)}</summary>
        <p>${note.target}, edition ${note.edition}, ${note.at}</p>
        <ul>
          ${note.evidence.map((one) => html`<li><code>${one}</code></li>`)}
        </ul>
      </details>
    </td>
  </tr>
`;

/** The section of the page; none where nothing was probed. */
export const probesHtml = (verdict: VerdictDocument): Html | undefined => {
  const notes = notesIn(verdict);
  if (notes.length === 0) return undefined;
  return html`
    <section class="probes" aria-labelledby="probes">
      <h2 id="probes">Ambiguities, as probed <span class="quiet">${notes.length}</span></h2>
      <p>${inWords(notes)}. The exchanges are whole in <code>${verdict.probes?.register ?? ''}</code>.</p>
      <div class="table" role="region" aria-labelledby="probes" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Ambiguity</th>
              <th scope="col">Question</th>
              <th scope="col">Observed</th>
              <th scope="col">Mock</th>
              <th scope="col">Verdict</th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            ${notes.map(rowHtml)}
          </tbody>
        </table>
      </div>
    </section>
  `;
};
