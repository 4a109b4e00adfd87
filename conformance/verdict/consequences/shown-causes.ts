// Causes that a difference itself shows: an id that is spelled otherwise, a link where no searchset has one.
import { isObject } from '../../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';

const withoutDashes = (value: unknown): string => JSON.stringify(value ?? null).replaceAll('-', '');

const isReference = ({ what }: Mismatch): boolean => what.includes('.reference of ');

const otherSpelling: Cause = {
  rule: 'participant/id-format',
  what: 'the id of a record, which this server spells otherwise',
  explains: (mismatch) => isReference(mismatch) && withoutDashes(mismatch.expected) === withoutDashes(mismatch.actual),
};

const isGone = ({ actual }: Mismatch): boolean =>
  actual === undefined || actual === null || (Array.isArray(actual) && actual.length === 0);

const noLinks: Cause = {
  rule: 'searchset/links',
  what: 'a link of a searchset, and there is none',
  explains: (mismatch) => /^The (link|relations)\b/.test(mismatch.what) && isGone(mismatch),
};

const hasLinks = ({ response: { body } }: Exchange): boolean =>
  isObject(body) && Array.isArray(body['link']) && body['link'].length > 0;

/** Causes that a difference itself shows. A link that is missing here and there is a matter of its own rule. */
export const shownCauses = (exchanged: Exchanged): readonly Cause[] =>
  [...exchanged.values()].flat().some(hasLinks) ? [otherSpelling] : [otherSpelling, noLinks];
