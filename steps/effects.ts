// What steps do, for whoever has to know it without running them: a phrase is said here once, together with its effect.
import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import type { Effect } from './effect.ts';
import type { Kind, Named } from './support/canonical.ts';
import { parameterTypes } from './support/parameter-types.ts';

/** The rows of a step's table; none where it has no table. */
type Rows = readonly (readonly string[])[];

/** What a step does, by the values of its parameters and its table. */
type EffectOf = (values: readonly unknown[], rows: Rows) => Effect;

const always =
  (effect: Effect): EffectOf =>
  () =>
    effect;

const createsOne: EffectOf = ([type]) => ({ creates: { type: type as Kind, count: 1 } });
const createsEach: EffectOf = ([type], rows) => ({ creates: { type: type as Kind, count: rows.length - 1 } });
const clientCreates: EffectOf = (values, rows) => ({ ...createsOne(values, rows), writes: 'create' });
const updates: EffectOf = ([record]) => ({ writes: 'update', updates: (record as Named).type });
/** Reads the record, and writes what it has read. */
const putsBack: EffectOf = (values, rows) => ({ ...updates(values, rows), asks: 2 });

/** Reads a record, and searches with what it shows. */
const searchesByAnswer: EffectOf = ([type]) => ({ reads: String(type), asksByAnswer: true, asks: 2 });

/** The phrases that step definitions take from here. */
export const phrases = {
  record: 'a(n) {kind}',
  recordWith: 'a(n) {kind} with:',
  cancelledRecord: 'a cancelled {kind}',
  records: 'these {kind}s:',
  appointments: '{int} appointments on the day',
  recordInSlot: 'a(n) {kind} in the first slot of:',
  moveToSlot: 'the client moves {record} to the first slot of:',
  create: 'the client creates a(n) {kind}',
  createWith: 'the client creates a(n) {kind} with:',
  tryToCreate: 'the client tries to create a(n) {kind} with:',
  update: 'the client updates {record} with:',
  updateWithOnly: 'the client updates {record} with nothing but:',
  tryToUpdate: 'the client tries to update {record} with:',
  createAtOnce: 'the client creates at the same time these {kind}s:',
  updateAtOnce: 'the client updates {record} at the same time with each of:',
  moved: 'they are moved to:',
  putBack: 'the client puts {record} back as it was read',
  putBackWith: 'the client puts {record} back as it was read, with:',
  read: 'the client reads {record}',
  readEncounter: 'the client reads the encounter of {record}',
  search: 'the client searches for:',
  searchType: 'the client searches {word} for:',
  searchByPart: 'the client searches {word} by a part of the name of {record}',
  searchByMember: 'the client searches {word} by the {word} of {record}',
  sends: 'the client sends {method} {string}',
  rejected: 'the {interaction} is rejected with {int} {word} {string}',
  answers: 'the {interaction} answers {int}',
  clock: 'the clock says {string}',
  setting: 'the setting {word} is {word}',
  canvasRecord: 'in Canvas {record} has:',
  chartAction: 'the clinic {chartAction} {record}',
  reschedule: 'the clinic reschedules {record} to {string} as {string}',
  changeProvider: 'the clinic gives {record} to {record}',
  editReason: 'the clinic changes the reason of {record} to {string}',
  markDeceased: 'the clinic marks {record} as deceased',
  noToken: 'the client has no token',
  token: 'the client has the token {string}',
  scopedToken: 'the client has a token for {string}',
  patientToken: 'the client has a token of {word} for {string}',
  firstOfTwoTokens: 'the client has the first of two tokens for {string}',
  tokenRequest: 'the client asks for a token with:',
  refreshToken: 'the client has a refresh token for {string}',
  holds: 'the searchset holds {names}',
  holdsInOrder: 'the searchset holds, in this order, {names}',
  shows: 'the searchset shows a(n) {word} with:',
  showsNone: 'the searchset shows no {word} with:',
  pageFits: 'every {word} on the page matches the search parameter {word}',
  findsAsMany: 'the search finds as many as with:',
  pages: 'the first {int} pages show, one after the other, what a page of {int} entries shows',
  eitherWayRound:
    'the searchset holds {string} beside {string} and {string} beside {string}, and the other way round by {string}',
} as const;

const effects: Readonly<Record<keyof typeof phrases, EffectOf>> = {
  record: createsOne,
  recordWith: createsOne,
  // It creates, reads, cancels where that is not done yet, and reads again.
  cancelledRecord: ([type]) => ({
    creates: { type: type as Kind, count: 1, isCancelled: true },
    writes: 'update',
    updates: String(type),
    asks: 4,
  }),
  records: createsEach,
  appointments: ([count]) => ({ creates: { type: 'Appointment', count: Number(count) } }),
  // It looks for a slot, and books it.
  recordInSlot: (values, rows) => ({ ...createsOne(values, rows), createsByAnswer: true, asks: 2 }),
  // It looks for a slot, moves the record there, and reads it.
  moveToSlot: (values, rows) => ({ ...updates(values, rows), reads: 'Slot', asksByAnswer: true, asks: 3 }),
  create: clientCreates,
  createWith: clientCreates,
  tryToCreate: always({ writes: 'create', mayBeRefused: true }),
  update: updates,
  updateWithOnly: updates,
  tryToUpdate: (values, rows) => ({ ...updates(values, rows), mayBeRefused: true }),
  // Whoever is first is a matter of chance: no other scenario can use the records.
  createAtOnce: (values, rows) => ({ ...createsEach(values, rows), createsByAnswer: true, asks: rows.length - 1 }),
  updateAtOnce: (values, rows) => ({ ...updates(values, rows), asks: rows.length }),
  moved: always({ writes: 'update', updates: 'Appointment' }),
  putBack: putsBack,
  putBackWith: putsBack,
  read: ([record]) => ({ reads: (record as Named).type }),
  readEncounter: always({ reads: 'Encounter', asks: 2 }),
  search: always({ reads: 'Appointment' }),
  searchType: ([type]) => ({ reads: String(type) }),
  searchByPart: searchesByAnswer,
  searchByMember: searchesByAnswer,
  sends: ([method, path]) => {
    const [, type] = /^\/([A-Z]\w+)/.exec(String(path)) ?? [];
    if (method !== 'GET') return { asks: 2, mayWrite: true };
    return type === undefined ? {} : { reads: type };
  },
  rejected: ([interaction]) => ({ expectsRefusalOf: String(interaction) }),
  answers: ([interaction, status]) => (Number(status) < 400 ? {} : { expectsRefusalOf: String(interaction) }),
  clock: always({ arranges: 'clock' }),
  setting: ([name, value]) => ({ arranges: 'setting', sets: [String(name), String(value)] }),
  canvasRecord: always({ arranges: 'record' }),
  chartAction: always({ arranges: 'chart' }),
  reschedule: always({ arranges: 'chart' }),
  changeProvider: always({ arranges: 'chart' }),
  editReason: always({ arranges: 'chart' }),
  markDeceased: always({ arranges: 'chart' }),
  noToken: always({ bearer: 'none' }),
  token: ([text]) => ({ bearer: { text: String(text) } }),
  scopedToken: ([scope]) => ({ bearer: { scope: String(scope) } }),
  patientToken: ([patient, scope]) => ({ bearer: { scope: String(scope), patient: String(patient) } }),
  tokenRequest: (_values, rows) => ({
    bearer: 'none',
    tokenForm: rows.map(([name = '', value = '']) => [name, value]),
  }),
  firstOfTwoTokens: ([scope]) => ({ bearer: { scope: String(scope) }, asks: 2 }),
  // It asks for a code, and for the token.
  refreshToken: always({ asks: 2 }),
  holds: always({ turnsPages: true }),
  holdsInOrder: always({ turnsPages: true }),
  shows: always({ turnsPages: true }),
  showsNone: always({ turnsPages: true }),
  pageFits: always({}),
  findsAsMany: always({ asks: 1 }),
  // It asks for the other pages, and for the long one.
  pages: ([pages]) => ({ turnsPages: true, asks: Number(pages) }),
  eitherWayRound: always({ turnsPages: true, asks: 2 }),
};

/** A step as a compiled scenario has it. */
export interface CompiledStep {
  readonly text: string;
  readonly argument?: {
    readonly dataTable?: { readonly rows: readonly { readonly cells: readonly { readonly value: string }[] }[] };
  };
}

/** The cells of a step's table. */
export const cellsOf = ({ argument }: CompiledStep): Rows =>
  (argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value));

const registryOf = (): ParameterTypeRegistry => {
  const registry = new ParameterTypeRegistry();
  for (const { name, regexp, transformer } of parameterTypes)
    registry.defineParameterType(new ParameterType(name, regexp, null, transformer, true, false));
  return registry;
};

interface Known {
  readonly expression: CucumberExpression;
  readonly effect: EffectOf;
}

let known: readonly Known[] | undefined;

const knownSteps = (): readonly Known[] => {
  const registry = registryOf();
  return (Object.keys(phrases) as (keyof typeof phrases)[]).map((name) => ({
    expression: new CucumberExpression(phrases[name], registry),
    effect: effects[name],
  }));
};

/** What a step does, found as cucumber finds its definition; an empty effect where nobody has to know. */
export const effectOf = (step: CompiledStep): Effect => {
  known ??= knownSteps();
  const found = known.find(({ expression }) => expression.regexp.test(step.text));
  const values = found?.expression.match(step.text) ?? [];
  return (
    found?.effect(
      values.map((value) => value.getValue(null)),
      cellsOf(step),
    ) ?? {}
  );
};
