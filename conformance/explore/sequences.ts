// The sequences of an exploration: a tour through every value of the model, and what chance makes of it.
import fc from 'fast-check';
import type { Script } from '../drift/script.ts';
import { callsOf, step, type Step } from './model.ts';
import { sequels, type Body } from './sequels.ts';
import { parameters, values } from './values.ts';

const inPieces = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_none, piece) =>
    items.slice(piece * size, (piece + 1) * size),
  );

const single: readonly Body[] = Object.entries(values).flatMap(([name, all]) =>
  all.map((value) => ({ [name]: value })),
);

const searches: readonly Step[] = Object.entries(parameters).flatMap(([name, all]) =>
  all.map((value): Step => ({
    does: 'search',
    query: [
      ['date', '{day}'],
      [name, value],
    ],
    byForm: false,
  })),
);

/** The tour through the model: every value of every member once, created and updated, and every parameter. */
const tour: readonly (readonly Step[])[] = [
  ...sequels.map(([first, then]): Step[] => [{ does: 'revive', of: 0, first, then }]),
  ...inPieces(searches, 6),
  ...inPieces(single, 5).map((piece) => piece.map((changed): Step => ({ does: 'create', change: changed, drop: [] }))),
  ...inPieces(single, 4).map((piece) =>
    piece.map((changed): Step => ({ does: 'update', of: 0, change: changed, isPartial: false })),
  ),
];

/** Sequences that the model makes up, half of them of its tour as long as that lasts; a seed gives the same ones. */
export const sequences = (count: number, seed: number): readonly Script[] => {
  const begun = tour.map((_steps, position) => tour[(position + seed * 7) % tour.length] ?? []);
  const toured = begun.slice(0, Math.floor(count / 2));
  const drawn = fc.sample(fc.array(step, { minLength: 4, maxLength: 12, size: 'max' }), {
    numRuns: count - toured.length,
    seed,
  });
  return [...toured, ...drawn].map((steps, number) => ({
    name: `sequence ${number + 1} of seed ${seed}`,
    rules: [],
    calls: callsOf(steps),
  }));
};
