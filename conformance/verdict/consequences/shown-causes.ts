// Causes that a difference itself shows: an id that is spelled otherwise, a link or an empty searchset where there is never one.
import { isObject } from '../../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';

const withoutDashes = (value: unknown): string => JSON.stringify(value ?? null).replaceAll('-', '');

const isReference = ({ what }: Mismatch): boolean => what.includes('.reference of ');

const referencesIn = ({ request: { body } }: Exchange): readonly string[] =>
  JSON.stringify(body ?? null).match(/"[A-Z][A-Za-z]+\/[^"]+"/g) ?? [];

/** True of an update that is refused, and sends an id back as this server spells it, where a create spelled it otherwise. */
const isRefusedForSpelling = (exchange: Exchange, before: readonly Exchange[]): boolean => {
  const { request, response } = exchange;
  if (request.method !== 'PUT' || response.status < 400) return false;
  const sent = before.filter((one) => one.request.method === 'POST').flatMap(referencesIn);
  const plain = new Set(sent.map(withoutDashes));
  return referencesIn(exchange).some((one) => !sent.includes(one) && plain.has(withoutDashes(one)));
};

const otherSpelling = (exchanged: Exchanged): Cause => ({
  rule: 'participant/id-format',
  what: 'the id of a record, which this server spells otherwise',
  isWhole: false,
  explains: (mismatch, scenario) => {
    const exchanges = exchanged.get(scenario) ?? [];
    return (
      (isReference(mismatch) && withoutDashes(mismatch.expected) === withoutDashes(mismatch.actual)) ||
      exchanges.some((one, position) => isRefusedForSpelling(one, exchanges.slice(0, position)))
    );
  },
});

const isGone = ({ actual }: Mismatch): boolean =>
  actual === undefined || actual === null || (Array.isArray(actual) && actual.length === 0);

const noLinks: Cause = {
  rule: 'searchset/links',
  what: 'a link of a searchset, and there is none',
  isWhole: true,
  explains: (mismatch) => /^The (link|relations)\b/.test(mismatch.what) && isGone(mismatch),
};

const noEmptySearchset: Cause = {
  rule: 'searchset/empty',
  what: 'a searchset without a match, and this server never gives one',
  isWhole: true,
  explains: ({ what, expected, actual }) =>
    (what === 'The status of the search' && expected === 200 && actual !== 200) ||
    (what.startsWith('total of ') && expected === 0 && actual !== 0),
};

const hasCode = (value: unknown): boolean =>
  isObject(value) && typeof value['status'] === 'number' && value['code'] !== '' && value['code'] !== undefined;

/** The refusals of a status, none of which says why as an OperationOutcome does. */
const noOutcome = (status: number): Cause => ({
  rule: 'interaction/outcome-shape',
  what: `what a refusal with ${status} says, and on this server none is an OperationOutcome`,
  isWhole: false,
  explains: ({ what, expected, actual }) =>
    what.startsWith('The rejection of ') &&
    isObject(expected) &&
    isObject(actual) &&
    expected['status'] === status &&
    actual['status'] === status &&
    !hasCode(actual),
});

const isOutcome = ({ response: { body } }: Exchange): boolean =>
  isObject(body) && body['resourceType'] === 'OperationOutcome';

const noOutcomes = (all: readonly Exchange[]): readonly Cause[] => {
  const refusals = all.filter(({ response: { status } }) => status >= 400);
  const statuses = new Set(refusals.map(({ response: { status } }) => status));
  const told = new Set(refusals.filter(isOutcome).map(({ response: { status } }) => status));
  return [...statuses].filter((status) => !told.has(status)).map(noOutcome);
};

const hasLinks = ({ response: { body } }: Exchange): boolean =>
  isObject(body) && Array.isArray(body['link']) && body['link'].length > 0;

const isEmptySearchset = ({ request: { path }, response: { body } }: Exchange): boolean =>
  path.startsWith('/Appointment') && isObject(body) && body['total'] === 0;

/** What never came in a run, and the cause that this makes. */
const missing: readonly (readonly [isThere: (exchange: Exchange) => boolean, cause: Cause])[] = [
  [hasLinks, noLinks],
  [isEmptySearchset, noEmptySearchset],
];

/** Causes that a difference itself shows. What is missing here and there is a matter of its own rule. */
export const shownCauses = (exchanged: Exchanged): readonly Cause[] => {
  const all = [...exchanged.values()].flat();
  return [
    otherSpelling(exchanged),
    ...noOutcomes(all),
    ...missing.flatMap(([isThere, cause]) => (all.some(isThere) ? [] : [cause])),
  ];
};
