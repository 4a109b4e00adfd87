// The options of a mock in which the code of one rule is replaced.
import { behaviours } from '../../../mock-server/domain/interpreter.ts';
import type { MockOptions } from '../../../mock-server/index.ts';

const { refusals, effects, elements } = behaviours;

export const withRefusal = (id: keyof typeof refusals, refusal: (typeof refusals)[typeof id]): MockOptions => ({
  code: { ...behaviours, refusals: { ...refusals, [id]: refusal } },
});

export const withEffect = (id: keyof typeof effects, effect: (typeof effects)[typeof id]): MockOptions => ({
  code: { ...behaviours, effects: { ...effects, [id]: effect } },
});

export const withElement = (id: keyof typeof elements, element: (typeof elements)[typeof id]): MockOptions => ({
  code: { ...behaviours, elements: { ...elements, [id]: element } },
});
