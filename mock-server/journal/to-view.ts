// An exchange as the admin surface shows it: as JSON, without secrets.
import { formatInstant } from '../../schemas/canvas/instant.ts';
import { isTooDeep } from '../../schemas/json.ts';
import { redactBody, redactForm, redactHeaders } from '../../redaction/secrets.ts';
import { maxTextLength, type Entry } from './exchange.ts';

/** One line of the list. */
export const summaryOf = ({ id, at, world, method, url, status, took, rules, rejection, faults }: Entry) => ({
  id: String(id),
  time: formatInstant(at),
  world,
  method,
  path: redactForm(url),
  status,
  ms: took,
  rules,
  ...(rejection === undefined ? {} : { refusedBy: rejection.rule }),
  ...(faults.length === 0 ? {} : { faults }),
  explanation: `/__admin/requests/${id}`,
});

export type ExchangeSummary = ReturnType<typeof summaryOf>;

/** A body as JSON where it is some, as text otherwise; undefined where there is none. */
const shownBody = (text: string): unknown => {
  if (text === '') return undefined;
  const redacted = redactBody(text);
  if (text.length >= maxTextLength) return `${redacted}… (cut after ${maxTextLength} characters)`;
  if (isTooDeep(redacted)) return redacted;
  try {
    return JSON.parse(redacted) as unknown;
  } catch {
    return redacted;
  }
};

/** The whole exchange. */
export const exchangeOf = (entry: Entry) => ({
  ...summaryOf(entry),
  answered: new Date(entry.at).toISOString(),
  request: { headers: redactHeaders(entry.requestHeaders), body: shownBody(entry.requestText) },
  response: {
    status: entry.status,
    headers: redactHeaders(entry.responseHeaders),
    body: shownBody(entry.responseText),
  },
});
