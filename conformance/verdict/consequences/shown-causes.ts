// Values that are right but for how they are spelled, and parts that are missing everywhere: each belongs to one rule.
import type { Mismatch } from '../../suite/messages/index.ts';
import type { Cause } from './cause.ts';

const withoutDashes = (value: unknown): string => JSON.stringify(value ?? null).replaceAll('-', '');

const isReference = ({ what }: Mismatch): boolean => what.includes('.reference of ');

const isGone = ({ actual }: Mismatch): boolean =>
  actual === undefined || actual === null || (Array.isArray(actual) && actual.length === 0);

/** Faults that a difference itself shows. */
export const shownCauses: readonly Cause[] = [
  {
    rule: 'participant/id-format',
    what: 'the id of a record, which this server spells otherwise',
    explains: (mismatch) =>
      isReference(mismatch) && withoutDashes(mismatch.expected) === withoutDashes(mismatch.actual),
  },
  {
    rule: 'searchset/links',
    what: 'a link of a searchset, and there is none',
    explains: (mismatch) => /^The (link|relations)\b/.test(mismatch.what) && isGone(mismatch),
  },
];
