// What a next edition means for an application, on one page: the changes first, then the requests by what changes them.
import { nameOf, type Change } from './difference.ts';
import type { Affected, Answer, Unaffected, Upgrade } from './upgrade.ts';

const maxWidth = 100;
const lead = 24;

const lengthOfCommon = (one: string, other: string): number => {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  return length;
};

/** A text from shortly before a place on, no longer than a line. */
const cutAt = (text: string, place: number): string => {
  const start = text.length <= maxWidth ? 0 : Math.max(0, place - lead);
  const end = start + maxWidth;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
};

const answerText = ({ status, location, body }: Answer): string =>
  [
    ...(location === '' ? [] : [`location ${location}`]),
    body === '' ? `${status} without a body` : `${status} ${body}`,
  ].join(' ');

/** Two answers, both cut around the first place at which they differ. */
export const cutAnswers = (before: Answer, after: Answer): readonly [before: string, after: string] => {
  const [one, other] = [answerText(before), answerText(after)];
  const place = before.status === after.status ? lengthOfCommon(one, other) : 0;
  return [cutAt(one, place), cutAt(other, place)];
};

const changeText = (change: Change): string =>
  [nameOf(change), ...change.clientChange.map((text) => `    ${text}`)].join('\n');

/** The query and the ids of a path do not make it another kind of request. */
const kindOf = ({ method, path, before, after, because }: Affected): string =>
  [method, path.split('?')[0]?.split('/')[1], before.status, after.status, ...because].join(' ');

/** Requests of one kind: the first in full, the others counted. */
const groupText = ([first, ...others]: readonly Affected[]): string => {
  if (first === undefined) return '';
  const [now, then] = cutAnswers(first.before, first.after);
  const { request, method, path, because, follows } = first;
  return [
    `${method} ${cutAt(path, 0)} (request ${request}${others.length === 0 ? '' : ` and ${others.length} like it`})`,
    `    now   ${now}`,
    `    then  ${then}`,
    `    by    ${because.length === 0 ? 'no rule that is told apart' : because.join(', ')}`,
    ...(follows === null ? [] : [`    after request ${follows}, which a change concerns`]),
  ].join('\n');
};

const groupsOf = (affected: readonly Affected[]): readonly (readonly Affected[])[] =>
  [...new Set(affected.map(kindOf))].map((kind) => affected.filter((one) => kindOf(one) === kind));

const sameText = ({ method, type, status, count }: Unaffected): string =>
  `    ${count} ${method} /${type} answered ${status}`;

/** The outlook as text. */
export const upgradeText = ({ from, to, requests, exercised, changes, affected, unaffected }: Upgrade): string =>
  [
    `${requests} requests exercise ${exercised.length} rules of the edition ${from}. With ${to}, ` +
      `${requests - affected.length} get the same answer and ${affected.length} another one.`,
    ...(changes.length === 0
      ? [`None of these rules changes in the edition ${to}.`]
      : [`What changes for you (${changes.length}):`, ...changes.map(changeText)]),
    ...(affected.length === 0 ? [] : [`Requests with another answer (${affected.length}):`]),
    ...groupsOf(affected).map(groupText),
    ...(unaffected.length === 0
      ? []
      : [`The same answer (${requests - affected.length}):`, unaffected.map(sameText).join('\n')]),
  ].join('\n\n');
