// The ledger of live runs: what each run is about to create and what came of it, on disk before anything relies on it.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { variableIn, type Environment } from './environment.ts';
import { TargetFault } from '../failures.ts';

/** What a create is known by, should its answer never arrive. */
export interface Intent {
  readonly event: 'intent';
  readonly run: string;
  readonly n: number;
  readonly at: string;
  readonly type: string;
  readonly patient?: string;
  readonly practitioner?: string;
  readonly start?: string;
  readonly family?: string;
}

/** One line of the ledger. */
export type Entry =
  | {
      readonly event: 'run';
      readonly run: string;
      readonly at: string;
      readonly pid: number;
      readonly host: string;
      readonly baseUrl: string;
    }
  | { readonly event: 'suite'; readonly run: string; readonly pid: number }
  | { readonly event: 'days'; readonly run: string; readonly first: string; readonly last: string }
  | Intent
  | { readonly event: 'created'; readonly run: string; readonly n: number; readonly type: string; readonly id: string }
  | { readonly event: 'refused'; readonly run: string; readonly n: number; readonly status: number }
  | { readonly event: 'sure'; readonly run: string; readonly type: string; readonly id: string }
  | { readonly event: 'closed'; readonly run: string; readonly type: string; readonly id: string }
  | { readonly event: 'end'; readonly run: string };

/** Where the ledger lies: CANVAS_LEDGER, or a file in the folder that the command is called in. */
export const ledgerIn = (environment: Environment): string =>
  resolve(variableIn(environment, 'CANVAS_LEDGER') ?? 'canvas-ledger.jsonl');

const unwritable = (file: string, error: unknown): TargetFault =>
  new TargetFault('configuration', `cannot write the ledger to ${file}: ${(error as Error).message} (--ledger <file>)`);

/** Ends a line that a crash has torn, so that the next one stands by itself. */
const mendedEnd = (file: string): string =>
  existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8').slice(-1)) ? '\n' : '';

export class Ledger {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Writes entries and returns when they are on the disk. Throws where they cannot be written. */
  write(...entries: readonly Entry[]): void {
    try {
      const text = mendedEnd(this.file) + entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      const descriptor = openSync(this.file, 'a');
      try {
        writeSync(descriptor, text);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      throw unwritable(this.file, error);
    }
  }

  /** Opens a run: the ledger is there, can be written, and knows who is at work. */
  open(run: string, baseUrl: string): void {
    this.write({
      event: 'run',
      run,
      at: new Date().toISOString(),
      pid: process.pid,
      host: hostname(),
      baseUrl,
    });
  }

  /** Everything that was written; lines that a crash has torn are passed over. */
  entries(): readonly Entry[] {
    if (!existsSync(this.file)) return [];
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        try {
          return line === '' ? [] : [JSON.parse(line) as Entry];
        } catch {
          return [];
        }
      });
  }
}
