// The ledger of live runs: what each run is about to create and what came of it, on disk before anything relies on it.
import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { readText } from '../../schemas/read-text.ts';
import { fileFault } from '../../schemas/file-fault.ts';
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
  new TargetFault('configuration', `cannot write the ledger to ${file}: ${fileFault(error)} (--ledger <file>)`);

/** Ends a line that a crash has torn, so that the next one stands by itself. */
const mendedEnd = (file: string): string => (existsSync(file) && !/(^|\n)$/.test(readText(file).slice(-1)) ? '\n' : '');

/** Why a line says nothing: a crash has cut it off, or nobody here has written it. */
export interface UnreadLine {
  readonly line: number;
  readonly why: 'torn' | 'foreign';
}

/** A ledger as it was read. */
export interface LedgerText {
  readonly entries: readonly Entry[];
  readonly unread: readonly UnreadLine[];
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isDate = (value: unknown): boolean => typeof value === 'string' && Number.isFinite(Date.parse(value));
const isUrl = (value: unknown): boolean => typeof value === 'string' && URL.canParse(value);
/** Part of a path: a slash in it would lead to another record. */
const isSegment = (value: unknown): boolean => typeof value === 'string' && /^[^\s/?#]+$/.test(value);

/** The members that each event needs, besides its run. */
const members: Readonly<Record<Entry['event'], Readonly<Record<string, (value: unknown) => boolean>>>> = {
  run: { at: isDate, pid: isNumber, host: isText, baseUrl: isUrl },
  suite: { pid: isNumber },
  days: { first: isText, last: isText },
  intent: { n: isNumber, at: isDate, type: isSegment },
  created: { n: isNumber, type: isSegment, id: isSegment },
  refused: { n: isNumber, status: isNumber },
  sure: { type: isSegment, id: isSegment },
  closed: { type: isSegment, id: isSegment },
  end: {},
};

const isEntry = (value: unknown): value is Entry => {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [, needed] = Object.entries(members).find(([event]) => event === fields.get('event')) ?? [];
  if (needed === undefined || !isText(fields.get('run'))) return false;
  return Object.entries(needed).every(([name, isRight]) => isRight(fields.get(name)));
};

/** What a line begins with that was written here, as far as it goes. */
const isBeginning = (text: string): boolean => text.startsWith('{"event":') || '{"event":'.startsWith(text);

const entryOf = (text: string): Entry | UnreadLine['why'] => {
  try {
    const value = JSON.parse(text) as unknown;
    return isEntry(value) ? value : 'foreign';
  } catch {
    return isBeginning(text) ? 'torn' : 'foreign';
  }
};

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

  /** Everything that was written, and the lines that say nothing. Throws where the file itself cannot be read. */
  read(): LedgerText {
    const entries: Entry[] = [];
    const unread: UnreadLine[] = [];
    for (const [position, text] of readText(this.file).split('\n').entries()) {
      const found = text.trim() === '' ? undefined : entryOf(text);
      if (found === undefined) continue;
      if (typeof found === 'object') entries.push(found);
      else unread.push({ line: position + 1, why: found });
    }
    return { entries, unread };
  }
}
