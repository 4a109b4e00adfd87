// The records that a scenario creates: two scenarios that begin by creating the same can share them.
import type { Creations } from '../targets/index.ts';
import { cellsOf, effectOf, type CompiledStep, type Effect } from './effects.ts';

interface Compiled {
  readonly steps: readonly CompiledStep[];
}

/** What a step creates, with a key that is the same for the same records. */
type Created = NonNullable<Effect['creates']> & { readonly key: string };

const createdBy = (step: CompiledStep): Created | undefined => {
  const { creates } = effectOf(step);
  return creates && { ...creates, key: JSON.stringify([creates.type, creates.count, cellsOf(step)]) };
};

/** One where a scenario expects its create to be refused, so that nothing comes of it. */
const refusedIn = ({ steps }: Compiled): number => {
  const effects = steps.map(effectOf);
  const isCreating = effects.some(({ creates, writes }) => creates !== undefined && writes === 'create');
  return isCreating && effects.some(({ expectsRefusalOf }) => expectsRefusalOf === 'create') ? 1 : 0;
};

const sum = (some: readonly Created[]): number => some.reduce((total, { count }) => total + count, 0);

/** What a scenario creates, if the target behaves as documented. */
export const creationsOf = (scenario: Compiled): Creations => {
  const created = scenario.steps.map(createdBy);
  const end = created.indexOf(undefined);
  const leading = created.slice(0, end === -1 ? created.length : end).flatMap((one) => one ?? []);
  const all = created.flatMap((one) => one ?? []);
  const refused = refusedIn(scenario);
  const isShareable = leading.length > 0 && refused === 0;
  return {
    shareable: isShareable ? { key: leading.map(({ key }) => key).join('\n'), size: sum(leading) } : undefined,
    others: sum(all) - (isShareable ? sum(leading) : 0) - refused,
    patients: Math.max(0, sum(all.filter(({ type }) => type === 'Patient')) - refused),
  };
};

/** True where a scenario updates a record, which has to be there before. */
export const isUpdating = ({ steps }: Compiled): boolean => steps.some((step) => effectOf(step).writes === 'update');

/** True where a scenario leaves its records in a state that no update can undo. */
export const isConsuming = ({ steps }: Compiled): boolean =>
  steps.some((step) => {
    const { creates, writes } = effectOf(step);
    return writes !== undefined && creates === undefined && JSON.stringify(cellsOf(step)).includes('cancelled');
  });

/** True where a scenario sends a write that is, or may be, refused. */
export const expectsRefusal = ({ steps }: Compiled): boolean =>
  steps.map(effectOf).some(({ expectsRefusalOf, mayBeRefused }) => mayBeRefused ?? expectsRefusalOf !== undefined);

/** Steps that name somebody of the cast, or that speak of an appointment, which is somebody's. */
const peopled =
  /(Practitioner|Patient|Location)\/[A-Z]|\b(Ann|Bea|Pat|Quinn|Clinic|Annex)\b|appointments? (on|with)|an? appointment|the appointment|these appointments/;

/** True where a scenario cannot be performed without anybody to book. */
export const isAboutPeople = ({ steps }: Compiled): boolean => peopled.test(JSON.stringify(steps));
