// What a cleanup came to, in lines for a person.
import type { UnreadLine } from '../../targets/live/index.ts';
import type { Cleaned, Cleanup } from './cleanup.ts';

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const closedIn = ({ closed, already, patients }: Cleanup): string =>
  [
    `${several(closed, 'record', 'records')} closed`,
    ...(already > 0 ? [`${already} already closed`] : []),
    ...(patients > 0 ? [`${several(patients, 'patient stays', 'patients stay')}, inactive`] : []),
  ].join(', ');

/** One run: what was cleaned up, and each thing that was not. */
export const cleanupLines = (one: Cleanup): readonly string[] => [
  `cleanup     run ${one.run}: ${closedIn(one)}, ${one.open.length === 0 ? 'nothing is open' : `${one.open.length} still open`}`,
  ...one.open.map((what) => `open        ${what}`),
  ...one.left.map((what) => `left alone  ${what}`),
];

const unreadWords: Readonly<Record<UnreadLine['why'], string>> = {
  torn: 'is torn: a crash has cut it off, and only what it said is lost',
  foreign: 'is not a line of a ledger: what it said was not looked for',
};

/** All runs of a ledger, and each line of it that could not be read. */
export const cleanedLines = ({ runs, passed, unread }: Cleaned, ledger: string): readonly string[] => [
  ...runs.flatMap(cleanupLines),
  ...passed.map(({ why }) => `passed by   ${why}`),
  ...unread.map(({ line, why }) => `unread      line ${line} of ${ledger} ${unreadWords[why]}`),
  ...(runs.length === 0 && passed.length === 0 && unread.every(({ why }) => why === 'torn')
    ? [`cleanup     nothing to do: no run in ${ledger} has anything open`]
    : []),
];
