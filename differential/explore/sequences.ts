// The sequences of an exploration: a tour through every value of the model, and what chance makes of it.
import fc from 'fast-check';
import type { Script } from '../requests/index.ts';
import { guardDates, droppable, refusedAnywhere } from './calls.ts';
import { callsOf, create, step, type Step } from './model.ts';
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

const another: Body = {
  participant: [
    { actor: { reference: 'Practitioner/{Bea}' }, status: 'accepted' },
    { actor: { reference: 'Patient/{Quinn}' }, status: 'accepted' },
  ],
  supportingInformation: [{ reference: 'Location/{Annex}' }],
  appointmentType: { coding: [{ system: 'http://snomed.info/sct', code: '308335008' }] },
};

const timesAt = (day: string, hour: number): Body => ({ start: `${day}T${hour}:00:00Z`, end: `${day}T${hour}:30:00Z` });

const created = (change: Body): Step => ({ does: 'create', change, drop: [] });

/** Three appointments that differ in all that a search can ask for, the last to begin being the first to be made. */
const searchable: readonly Step[] = [
  created({ ...another, ...timesAt('{day}', 16) }),
  { does: 'update', of: -1, change: { status: 'booked' }, isPartial: false },
  create,
  created(timesAt('{day+1}', 8)),
];

const updateLast = (changed: Body): Step => ({ does: 'update', of: -1, change: changed, isPartial: false });

/** What is none of the values: members left out, partial updates, guards, a rename, a form, a delete, plain errors. */
const others: readonly Step[] = [
  ...droppable.map((name): Step => ({ does: 'create', change: {}, drop: [name] })),
  create,
  ...['pending', 'booked'].map((status): Step => ({ does: 'update', of: -1, change: { status }, isPartial: true })),
  ...guardDates.map((since): Step => ({ does: 'guarded', of: -1, since })),
  { does: 'rename', of: -1, value: 'renamed' },
  { does: 'search', query: [['date', '{day}']], byForm: true },
  { does: 'search', query: [['date', '{day-1}']], byForm: false },
  { does: 'delete', of: -1 },
  ...refusedAnywhere.map((one): Step => ({ does: 'raw', call: one })),
];

/** The tour through the model: every value of every member once, created and updated, and every parameter. */
const tour: readonly (readonly Step[])[] = [
  ...sequels.map(([first, then]): Step[] => [create, { does: 'revive', of: -1, first, then }]),
  ...inPieces(others, 16),
  ...inPieces(searches, 14).map((piece) => [...searchable, ...piece]),
  ...inPieces(single, 5).map((piece) => piece.map(created)),
  ...inPieces(single, 4).map((piece) => [create, ...piece.map(updateLast)]),
];

/** The tour in so many stages: all of it, however few there are. */
const tourIn = (stages: number): readonly (readonly Step[])[] => {
  const size = Math.max(1, Math.ceil(tour.length / Math.max(1, stages)));
  return inPieces(tour, size).map((pieces) => pieces.flat());
};

/** Sequences that the model makes up: up to half of them its whole tour, the rest by chance; a seed gives the same ones. */
export const sequences = (count: number, seed: number): readonly Script[] => {
  const toured = tourIn(Math.ceil(count / 2));
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
