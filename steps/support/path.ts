// Element paths such as `participant[0].actor.reference`: reading, setting and removing what they point at.

type Step = string | number;

const steps = (path: string): Step[] =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, position]) =>
    position === undefined ? (name ?? '') : Number(position),
  );

const isContainer = (value: unknown): value is Record<Step, unknown> => typeof value === 'object' && value !== null;

/** What a path points at, or undefined. */
export const at = (value: unknown, path: string): unknown =>
  steps(path).reduce<unknown>((held, step) => (isContainer(held) ? held[step] : undefined), value);

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
