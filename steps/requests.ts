// How many requests a scenario sends at most to a live server that does as documented, with what is looked at around it.
import { creationsOf, expectsRefusal, leavingOf, type Compiled } from './creations.ts';
import { cellsOf, effectOf, type CompiledStep } from './effects.ts';

/** The search for a free day, and whether the people of a body are there: who is not there is looked for once. */
const around = 1;

/** A record that is set back: read, updated, read. */
const setBack = 3;

/** Before a record is written to it is read; a write that is to be refused has a look before it and one after it. */
const looksAtWrite = (scenario: Compiled): number => 1 + (expectsRefusal(scenario) ? 2 : 0);

/** Whoever of a body is not known to be there is looked for. */
const strangersIn = (step: CompiledStep): number =>
  (JSON.stringify(cellsOf(step)).match(/(Practitioner|Patient)\/[^A-Z"]/g) ?? []).length;

const requestsOfStep = (scenario: Compiled, step: CompiledStep): number => {
  const { creates, writes, mayBeRefused, mayWrite, asks = 1 } = effectOf(step);
  const isWrite = writes !== undefined || mayBeRefused === true || mayWrite === true;
  return Math.max(asks, creates?.count ?? 0) + (isWrite ? looksAtWrite(scenario) : 0) + strangersIn(step);
};

/** The pages of a search that is asked for in parts: no more than there are records. */
const pagesIn = ({ steps }: Compiled, records: number): number =>
  steps.filter((step) => effectOf(step).turnsPages).length *
  (steps.some((step) => cellsOf(step).some(([name]) => name === '_count')) ? records : Math.floor(records / 10));

/** The requests of a scenario at most. */
export const requestsOf = (scenario: Compiled): number => {
  const { shareable, others } = creationsOf(scenario);
  const records = (shareable?.size ?? 0) + others;
  const steps = scenario.steps.reduce((sum, step) => sum + requestsOfStep(scenario, step), 0);
  const restored = leavingOf(scenario) === 'set back' ? (shareable?.size ?? 0) * setBack : 0;
  return around + steps + pagesIn(scenario, records) + restored;
};
