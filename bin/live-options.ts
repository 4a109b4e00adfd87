// The options of what writes to a live target: the limits of the writing.
import type { Command } from 'commander';
import type { LiveOptions } from '../conformance/live/index.ts';
import { parsePositive, wholeNumber, words } from './options.ts';

export interface LimitOptions extends Pick<LiveOptions, 'ledger' | 'allowHost' | 'maxCreates' | 'rate' | 'timeout'> {
  readonly config?: string;
}

/** Adds what limits the writing. `--config` stands apart, before what else is for live targets only. */
export const addLimits = (command: Command): Command =>
  command
    .option('--ledger <file>', 'file that keeps what the run creates (CANVAS_LEDGER, else canvas-ledger.jsonl)')
    .option('--max-creates <number>', 'most records to create (CANVAS_MAX_CREATES, else 25)', wholeNumber(0, 1_000_000))
    .option('--rate <number>', 'requests a second (CANVAS_RATE, else 10; no limit on this machine)', parsePositive)
    .option('--timeout <seconds>', 'wait for one answer (CANVAS_TIMEOUT, else 30)', parsePositive)
    .option('--allow-host <hosts>', 'hosts that are sandboxes although they do not look like it', words);
