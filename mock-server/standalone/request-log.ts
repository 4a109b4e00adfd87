// A line a request, for the terminal of a mock: as text, or as JSON for programs.
import { inOneLine } from '../../schemas/controls.ts';
import { styleText } from 'node:util';
import { pino } from 'pino';
import type { ExchangeSummary } from '../journal/to-view.ts';

export const logForms = ['text', 'json'] as const;

export type LogForm = (typeof logForms)[number];

type Log = (exchange: ExchangeSummary) => void;

const colours = { '2': 'green', '4': 'yellow', '5': 'red' } as const;

const colouredStatus = (status: number): string => {
  const colour = Object.entries(colours).find(([first]) => String(status).startsWith(first))?.[1] ?? 'cyan';
  return styleText(colour, String(status), { stream: process.stdout });
};

/** An exchange as one line: `#2 POST /Appointment 400 3 ms, refused by booking/start, see /__admin/requests/2`. */
const lineOf = ({ id, method, path, status, ms, refusedBy, explanation }: ExchangeSummary): string => {
  const refusal = refusedBy === undefined ? '' : `, refused by ${refusedBy}`;
  return `#${id} ${method} ${inOneLine(path)} ${colouredStatus(status)} ${ms} ms${refusal}, see ${explanation}\n`;
};

const logs: Readonly<Record<LogForm, () => Log>> = {
  text: () => (exchange) => void process.stdout.write(lineOf(exchange)),
  json: () => {
    const logger = pino({ base: null }, process.stdout);
    return ({ time: _time, ...exchange }) => logger.info(exchange, 'request');
  },
};

interface Wanted {
  readonly log?: LogForm;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** What prints each exchange to standard output: in the form asked for, or as text on a terminal; undefined for none. */
export const requestLog = ({ log, quiet = false, json = false }: Wanted): Log | undefined => {
  const form = log ?? (process.stdout.isTTY && !json ? 'text' : undefined);
  return quiet || form === undefined ? undefined : logs[form]();
};
