// A difference between editions as a person reads it: text for the terminal, and Markdown.
import type { Change, Difference, Side } from './difference.ts';

const kinds = ['changed', 'added', 'ended'] as const;

const titles = { changed: 'Changed', added: 'Added', ended: 'Ended' } as const;

const count = ({ changes }: Difference, kind: Change['kind']): number =>
  changes.filter((change) => change.kind === kind).length;

const counts = (difference: Difference): string => kinds.map((kind) => `${count(difference, kind)} ${kind}`).join(', ');

const refusal = ({ outcome }: Side): string =>
  outcome === null ? 'no refusal' : `refuses with ${outcome.status} ${outcome.code} "${outcome.text}"`;

const title = ({ old, new: next }: Change): string => [old?.id, next?.id].filter((id) => id !== undefined).join(' -> ');

const lines = (change: Change): readonly (readonly [label: string, text: string])[] => [
  ...(change.old === null ? [] : [['before', `${change.old.statement} (${refusal(change.old)})`] as const]),
  ...(change.new === null ? [] : [['after', `${change.new.statement} (${refusal(change.new)})`] as const]),
  ...change.clientChange.map((text) => ['client', text] as const),
  ...[...(change.old?.scenarios ?? []), ...(change.new?.scenarios ?? [])].map((text) => ['scenario', text] as const),
];

const changesOf = (difference: Difference, kind: Change['kind']): readonly Change[] =>
  difference.changes.filter((change) => change.kind === kind);

/** The difference as text. */
export const asText = (difference: Difference): string => {
  const { from, to } = difference;
  const parts = kinds.flatMap((kind) =>
    changesOf(difference, kind).map((change) =>
      [
        `${titles[kind]}: ${title(change)}`,
        ...lines(change).map(([label, text]) => `  ${label.padEnd(9)} ${text}`),
      ].join('\n'),
    ),
  );
  return [`From ${from} to ${to}: ${counts(difference)}.`, ...parts].join('\n\n');
};

const escaped = (text: string): string => text.replace(/[<>|*_`[\]\\]/g, (sign) => `\\${sign}`);

/** The difference as Markdown. */
export const asMarkdown = (difference: Difference): string => {
  const { from, to } = difference;
  const parts = kinds.flatMap((kind) => {
    const changes = changesOf(difference, kind);
    if (changes.length === 0) return [];
    const entries = changes.map((change) =>
      [
        `### \`${title(change).replace(' -> ', '` → `')}\``,
        '',
        ...lines(change).map(([label, text]) => `- **${label}**: ${escaped(text)}`),
      ].join('\n'),
    );
    return [`## ${titles[kind]} (${changes.length})`, ...entries];
  });
  return [`# From ${from} to ${to}`, `${counts(difference)}.`, ...parts].join('\n\n');
};
