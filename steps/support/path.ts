// Element paths such as `participant[0].actor.reference` or `participant[Patient].status`: reading, setting and removing what they point at.

type Step = string | number;

/** `[2]` is a position; `[Patient]` the first item that refers to a Patient, wherever it stands. */
const steps = (path: string): Step[] =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, position]) =>
    position === undefined ? (name ?? '') : Number(position),
  );

const isContainer = (value: unknown): value is Record<Step, unknown> => typeof value === 'object' && value !== null;

interface Referring {
  readonly reference?: string;
  readonly actor?: { readonly reference?: string };
}

/** The type that an item of supportingInformation or participant refers to; a contained resource is an Endpoint. */
const referredType = ({ reference, actor }: Referring): string => {
  const text = reference ?? actor?.reference ?? '';
  return text.startsWith('#') ? 'Endpoint' : (text.split('/')[0] ?? '');
};

const child = (held: unknown, step: Step): unknown => {
  if (Array.isArray(held) && typeof step === 'string')
    return held.find((item) => isContainer(item) && referredType(item) === step) as unknown;
  return isContainer(held) ? held[step] : undefined;
};

/** What a path points at, or undefined. */
export const at = (value: unknown, path: string): unknown => steps(path).reduce(child, value);

/** A copy in which the path points at another value; undefined removes it. */
export const withAt = (value: unknown, path: string, change: unknown): unknown => changed(value, steps(path), change);

const changed = (value: unknown, [step, ...rest]: readonly Step[], change: unknown): unknown => {
  if (step === undefined) return change;
  const held = isContainer(value) ? value : typeof step === 'number' ? [] : {};
  const next = changed((held as Record<Step, unknown>)[step], rest, change);
  if (Array.isArray(held)) {
    const list = [...(held as unknown[])];
    if (next === undefined) list.splice(Number(step), 1);
    else list[Number(step)] = next;
    return list;
  }
  const { [step]: _gone, ...others } = held;
  return next === undefined ? others : { ...held, [step]: next };
};
