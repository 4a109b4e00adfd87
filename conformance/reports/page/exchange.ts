// One HTTP exchange on the page, and what differs where an assertion failed.
import type { Exchange, Mismatch, Reworded } from '../../suite/messages/index.ts';
import { textOfValue } from '../labels.ts';
import { differenceOf, type Line } from './expected-and-actual.ts';
import { html, type Html } from '../../../schemas/html.ts';

const limit = 20_000;

const cut = (text: string): string =>
  text.length > limit
    ? `${text.slice(0, limit)}\n… ${text.length - limit} more characters in the messages of the run`
    : text;

const headerLines = (headers: Exchange['request']['headers']): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const halfHtml = (title: string, first: string, { headers, body }: Exchange['request' | 'response']): Html => html`
  <div class="half">
    <p class="label">${title}</p>
    <pre class="first" tabindex="0">${first}</pre>
    <details class="headers">
      <summary>headers (${Object.keys(headers).length})</summary>
      <pre tabindex="0">${headerLines(headers)}</pre>
    </details>
    ${
      body === undefined || body === ''
        ? html`<p class="empty">no body</p>`
        : html`<pre tabindex="0">${cut(textOfValue(body))}</pre>`
    }
  </div>
`;

/** An exchange: request and answer side by side. */
export const exchangeHtml = ({ request, response, milliseconds }: Exchange, isOpen = false): Html => {
  const kind = response.status >= 500 ? 'fault' : response.status >= 400 ? 'refusal' : 'success';
  const line = `${request.method} ${request.path}`;
  return html`
    <details class="exchange" ${isOpen && 'open'}>
      <summary>
        <code>${line}</code>
        <span class="status ${kind}">${response.status}</span>
        ${milliseconds !== undefined && html`<span class="quiet">${Math.round(milliseconds)} ms</span>`}
      </summary>
      <div class="halves">
        ${halfHtml('Request', line, request)} ${halfHtml('Answer', `${response.status}`, response)}
      </div>
    </details>
  `;
};

/** Each line is a block of its own, so that no white space of this template comes between them. */
const lineHtml = ({ text, differs }: Line, kind: 'expected' | 'actual'): Html =>
  differs ? html`<mark class="${kind}">${text}</mark>` : html`<span class="line">${text}</span>`;

const marked = (lines: readonly Line[], kind: 'expected' | 'actual'): Html =>
  html`<pre class="lines" tabindex="0">${lines.map((line) => lineHtml(line, kind))}</pre>`;

/** A failed assertion: what it looked at, expected and actual, with what differs marked. */
export const mismatchHtml = ({ what, expected, actual }: Mismatch): Html => {
  if (expected === undefined && actual === undefined) return html`<p class="what">${what}</p>`;
  const difference = differenceOf(expected, actual);
  return html`
    <div class="mismatch">
      <p class="what">${what}</p>
      <div class="halves">
        <div class="half">
          <p class="label">Expected</p>
          ${marked(difference.expected, 'expected')}
        </div>
        <div class="half">
          <p class="label">Actual</p>
          ${marked(difference.actual, 'actual')}
        </div>
      </div>
    </div>
  `;
};

/** A refusal that came in other words. */
export const rewordedHtml = ({ expected, actual }: Reworded): Html =>
  mismatchHtml({ what: 'The target said it in other words:', expected, actual });
