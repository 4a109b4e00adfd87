// The options of what writes to a live target: where its limits are given, and the variables under which they are read.
import type { Command } from 'commander';
import { positive, wholeNumber, words } from './options.ts';

export interface LiveOptions {
  readonly config?: string;
  readonly ledger?: string;
  readonly allowHost?: readonly string[];
  readonly maxCreates?: number;
  readonly rate?: number;
  readonly timeout?: number;
}

/** Adds what limits the writing. `--config` stands apart, before what else is for live targets only. */
export const addLimits = (command: Command): Command =>
  command
    .option('--ledger <file>', 'file that keeps what the run creates (CANVAS_LEDGER, else canvas-ledger.jsonl)')
    .option('--max-creates <number>', 'most records to create (CANVAS_MAX_CREATES, else 25)', wholeNumber(0, 1_000_000))
    .option('--rate <number>', 'requests a second (CANVAS_RATE, else 10; no limit on this machine)', positive)
    .option('--timeout <seconds>', 'wait for one answer (CANVAS_TIMEOUT, else 30)', positive)
    .option('--allow-host <hosts>', 'hosts that are sandboxes although they do not look like it', words);

/** The limits of a live run, by the variables under which the suite reads them. */
export const limits = ({
  ledger,
  allowHost,
  maxCreates,
  rate,
  timeout,
}: LiveOptions): Record<string, string | undefined> => ({
  CANVAS_LEDGER: ledger,
  CANVAS_ALLOW_HOST: allowHost?.join(','),
  CANVAS_MAX_CREATES: maxCreates?.toString(),
  CANVAS_RATE: rate?.toString(),
  CANVAS_TIMEOUT: timeout?.toString(),
});
