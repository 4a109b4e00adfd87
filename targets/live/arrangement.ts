// The records that a scenario makes before it does anything else: two scenarios that make the same can share them.

interface PickleStep {
  readonly text: string;
  readonly argument?: {
    readonly dataTable?: { readonly rows: readonly { readonly cells: readonly { readonly value: string }[] }[] };
  };
}

export interface Pickled {
  readonly steps: readonly PickleStep[];
}

/** What a step makes: how many of which kind, and with which table. */
interface Made {
  readonly kind: string;
  readonly count: number;
  readonly key: string;
}

const rowsOf = ({ argument }: PickleStep): readonly (readonly string[])[] =>
  (argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value));

const forms: readonly (readonly [RegExp, (step: PickleStep, match: RegExpExecArray) => Omit<Made, 'key'>])[] = [
  [/^(?:the client creates )?an? (appointment|patient)(?: with:)?$/, (_step, [, kind = '']) => ({ kind, count: 1 })],
  [/^these (appointment|patient)s:$/, (step, [, kind = '']) => ({ kind, count: rowsOf(step).length - 1 })],
  [/^(\d+) appointments on the day$/, (_step, [, count]) => ({ kind: 'appointment', count: Number(count) })],
];

const madeBy = (step: PickleStep): Made | undefined => {
  for (const [form, of] of forms) {
    const match = form.exec(step.text);
    if (match === null) continue;
    const made = of(step, match);
    return { ...made, key: JSON.stringify([made.kind, made.count, rowsOf(step)]) };
  }
  return undefined;
};

/** One where a scenario expects its create to be refused, so that nothing comes of it. */
const refusedIn = ({ steps }: Pickled): number =>
  steps.some(({ text }) => text.startsWith('the create is rejected')) &&
  steps.some(({ text }) => text.startsWith('the client creates'))
    ? 1
    : 0;

export interface Arrangement {
  /** The same for every scenario that begins by making the same records. */
  readonly key: string;
  readonly size: number;
}

export interface Making {
  /** What the scenario makes first; undefined where it does something else before, or makes nothing. */
  readonly arrangement: Arrangement | undefined;
  /** Records that it makes besides. */
  readonly besides: number;
  /** Patients among all these, which nothing can remove. */
  readonly patients: number;
}

/** What a scenario makes, if the target behaves as documented. */
export const makingOf = (pickle: Pickled): Making => {
  const made = pickle.steps.map(madeBy);
  const end = made.findIndex((one) => one === undefined);
  const leading = made.slice(0, end === -1 ? made.length : end).flatMap((one) => one ?? []);
  const all = made.flatMap((one) => one ?? []);
  const sum = (some: readonly Made[]): number => some.reduce((total, { count }) => total + count, 0);
  const refused = refusedIn(pickle);
  const isPlain = leading.length > 0 && refused === 0;
  return {
    arrangement: isPlain ? { key: leading.map(({ key }) => key).join('\n'), size: sum(leading) } : undefined,
    besides: sum(all) - (isPlain ? sum(leading) : 0) - refused,
    patients: Math.max(0, sum(all.filter(({ kind }) => kind === 'patient')) - refused),
  };
};

/** True where a scenario leaves its records in a state that no update can undo. */
export const isConsuming = ({ steps }: Pickled): boolean =>
  steps.some(
    (step) => /^the client (updates|puts|tries)/.test(step.text) && JSON.stringify(rowsOf(step)).includes('cancelled'),
  );
