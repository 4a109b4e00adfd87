// The part of the ledger that one run writes.
import { randomBytes } from 'node:crypto';
import { variableIn, type Environment } from './environment.ts';
import { Ledger, ledgerIn } from './ledger.ts';
import type { Traits } from './writing.ts';

/** The variable in which the command tells the suite the run that it has opened. */
export const runVariable = 'CANVAS_RUN_ID';

/** A name for a run that no other has. */
export const newRun = (): string => randomBytes(8).toString('hex');

export class RunLedger {
  readonly run: string;
  readonly ledger: Ledger;
  #count = 0;

  constructor(run: string, ledger: Ledger) {
    this.run = run;
    this.ledger = ledger;
  }

  /** Writes down what is about to be created and gives its number. */
  recordIntent(type: string, traits: Traits): number {
    this.#count += 1;
    const at = new Date().toISOString();
    this.ledger.write({ event: 'intent', run: this.run, n: this.#count, at, type, ...traits });
    return this.#count;
  }

  /** Writes down what was created. */
  created(n: number, type: string, id: string): void {
    this.ledger.write({ event: 'created', run: this.run, n, type, id });
  }

  /** Writes down that the record was looked at and is the run's own, before anything about it is changed. */
  recordOwned(type: string, id: string): void {
    this.ledger.write({ event: 'sure', run: this.run, type, id });
  }

  /** Writes down that nothing was created. */
  refused(n: number, status: number): void {
    this.ledger.write({ event: 'refused', run: this.run, n, status });
  }
}

/** The ledger of the run that the command has opened, or of a run of its own. */
export const runLedgerFor = (environment: Environment, baseUrl: string): RunLedger => {
  const opened = variableIn(environment, runVariable);
  const own = new RunLedger(opened ?? newRun(), new Ledger(ledgerIn(environment)));
  if (opened === undefined) own.ledger.open(own.run, baseUrl);
  else own.ledger.write({ event: 'suite', run: opened, pid: process.pid });
  return own;
};
