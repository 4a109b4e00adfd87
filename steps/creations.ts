// The records that a scenario creates: two scenarios that begin by creating the same can share them.
import { isDeepStrictEqual } from 'node:util';
import type { Creations } from '../targets/index.ts';
import type { Effect } from './effect.ts';
import { cellsOf, effectOf, type CompiledStep } from './effects.ts';
import { canonical } from './support/canonical.ts';
import { valueOf } from './support/expectation.ts';
import { at } from './support/path.ts';

export interface Compiled {
  readonly steps: readonly CompiledStep[];
}

/** What a step creates, with a key that is the same for the same records. */
type Created = NonNullable<Effect['creates']> & { readonly key: string };

const createdBy = (step: CompiledStep): Created | undefined => {
  const { creates } = effectOf(step);
  return creates && { ...creates, key: JSON.stringify([creates, cellsOf(step)]) };
};

/** One where a scenario expects its create to be refused, so that nothing comes of it. */
const refusedIn = ({ steps }: Compiled): number => {
  const effects = steps.map(effectOf);
  const isCreating = effects.some(({ creates, writes }) => creates !== undefined && writes === 'create');
  return isCreating && effects.some(({ expectsRefusalOf }) => expectsRefusalOf === 'create') ? 1 : 0;
};

const sum = (some: readonly Created[]): number => some.reduce((total, { count }) => total + count, 0);

const patientsIn = (some: readonly Created[]): number => sum(some.filter(({ type }) => type === 'Patient'));

/** True where a scenario updates a record, which has to be there before. */
export const isUpdating = ({ steps }: Compiled): boolean => steps.some((step) => effectOf(step).writes === 'update');

/** The types that a scenario reads with the token of the run: what follows another token is a matter of that. */
export const readsOf = ({ steps }: Compiled): readonly string[] => {
  const effects = steps.map(effectOf);
  const other = effects.findIndex(({ bearer }) => bearer !== undefined);
  return [...new Set(effects.slice(0, other === -1 ? effects.length : other).flatMap(({ reads }) => reads ?? []))];
};

/** What becomes of the records that a scenario begins with: `set back` is changed, but an update can take it back. */
export type Leaving = 'untouched' | 'set back' | 'changed';

/** Cancelled stays; an update gives identifiers new ids, and keeps a contained resource that it leaves out. */
const isLasting = (steps: readonly CompiledStep[]): boolean => {
  const cellsWhere = (isWanted: (effect: Effect) => boolean): string =>
    JSON.stringify(steps.filter((step) => isWanted(effectOf(step))).map(cellsOf));
  const created = cellsWhere(({ creates }) => creates !== undefined);
  const updated = cellsWhere(({ writes }) => writes === 'update');
  return (
    updated.includes('cancelled') ||
    created.includes('identifier') ||
    (updated.includes('contained') && !created.includes('contained'))
  );
};

/** What a scenario leaves of the records that it begins with, where the target does as documented. */
export const leavingOf = ({ steps }: Compiled): Leaving => {
  const effects = steps.map(effectOf);
  const updates = effects.filter(({ writes }) => writes === 'update');
  const refused = effects.filter(({ expectsRefusalOf }) => expectsRefusalOf === 'update');
  if (updates.length <= refused.length) return 'untouched';
  return updates.some(({ updates: type }) => type === 'Patient') || isLasting(steps) ? 'changed' : 'set back';
};

/** What a scenario creates, if the target behaves as documented. */
export const creationsOf = (scenario: Compiled): Creations => {
  const created = scenario.steps.map(createdBy);
  const end = scenario.steps
    .map(effectOf)
    .findIndex(({ creates, createsByAnswer }) => creates === undefined || createsByAnswer === true);
  const leading = created.slice(0, end === -1 ? created.length : end).flatMap((one) => one ?? []);
  const all = created.flatMap((one) => one ?? []);
  const refused = refusedIn(scenario);
  const isShareable = leading.length > 0 && refused === 0;
  return {
    shareable: isShareable
      ? {
          key: leading.map(({ key }) => key).join('\n'),
          size: sum(leading),
          patients: patientsIn(leading),
          isUsedUp: leavingOf(scenario) === 'changed',
        }
      : undefined,
    others: sum(all) - (isShareable ? sum(leading) : 0) - refused,
    patients: Math.max(0, patientsIn(all) - refused),
  };
};

/** The rows of a step's table as cells that are sent: of a record a row, of several records a row each. */
const sentBy = (step: CompiledStep): readonly (readonly [path: string, cell: string])[] => {
  const { creates, writes } = effectOf(step);
  const [header = [], ...rows] = cellsOf(step);
  if (creates === undefined && writes === undefined) return [];
  if (header[0] !== 'name') return [header, ...rows].flatMap(([path, cell]) => (path && cell ? [[path, cell]] : []));
  return rows.flatMap((row) => row.flatMap((cell, column) => (column === 0 ? [] : [[header[column] ?? '', cell]])));
};

/** How many values a scenario sends that are not the usual ones: a server that takes no notice of them is seen by such values. */
export const unusualValuesIn = ({ steps }: Compiled): number =>
  steps
    .flatMap(sentBy)
    .filter(
      ([path, cell]) =>
        valueOf(cell) !== undefined && !isDeepStrictEqual(valueOf(cell), at(canonical.Appointment, path)),
    ).length;

/** How many creates a scenario sends that a sound target may take as well as refuse. */
export const openCreatesIn = ({ steps }: Compiled): number =>
  steps.map(effectOf).filter(({ writes, mayBeRefused }) => writes === 'create' && mayBeRefused === true).length;

/** The types of which a scenario sends creates that are to be refused. */
export const refusedTypesOf = (scenario: Compiled): readonly string[] => {
  const types = refusedIn(scenario) === 0 ? [] : scenario.steps.flatMap((step) => createdBy(step)?.type ?? []);
  const isRaw = scenario.steps.some(({ text }) =>
    /^the client sends (POST|PUT|PATCH) (?!.*\/_search|"\/auth)/.test(text),
  );
  return isRaw || openCreatesIn(scenario) > 0 ? [...types, 'Appointment'] : types;
};

/** True where a scenario sends a write that is, or may be, refused. */
export const expectsRefusal = ({ steps }: Compiled): boolean =>
  steps.map(effectOf).some(({ expectsRefusalOf, mayBeRefused }) => mayBeRefused ?? expectsRefusalOf !== undefined);

/** Steps that name somebody of the cast, or that speak of an appointment, which is somebody's. */
const peopled =
  /(Practitioner|Patient|Location)\/[A-Z]|\b(Ann|Bea|Pat|Quinn|Clinic|Annex)\b|appointments? (on|with)|an? appointment|the appointment|these appointments/;

/** True where a scenario cannot be performed without anybody to book. */
export const isAboutPeople = ({ steps }: Compiled): boolean => peopled.test(JSON.stringify(steps));
