// The difference of two JSON values as an RFC 6902 patch.

import { isObject } from '../../../schemas/json.ts';

interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

const stepTo = (path: string, name: string): string => `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const membersPatch = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
): Operation[] => [
  ...Object.keys(before).flatMap((name): Operation[] =>
    name in after
      ? patchOf(before[name], after[name], stepTo(path, name))
      : [{ op: 'remove', path: stepTo(path, name) }],
  ),
  ...Object.keys(after)
    .filter((name) => !(name in before))
    .map((name): Operation => ({ op: 'add', path: stepTo(path, name), value: after[name] })),
];

/** Items are compared by position; what is left over goes from the end, what is new is added there. */
const itemsPatch = (before: readonly unknown[], after: readonly unknown[], path: string): Operation[] => {
  const shared = Math.min(before.length, after.length);
  const changed = after.slice(0, shared).flatMap((item, at) => patchOf(before[at], item, `${path}/${at}`));
  const gone = before.slice(shared).map((_, at): Operation => ({ op: 'remove', path: `${path}/${shared + at}` }));
  const added = after.slice(shared).map((value): Operation => ({ op: 'add', path: `${path}/-`, value }));
  return [...changed, ...gone.toReversed(), ...added];
};

/** The operations that make one value the other. */
export const patchOf = (before: unknown, after: unknown, path = ''): Operation[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) return membersPatch(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return itemsPatch(before, after, path);
  return [{ op: 'replace', path, value: after }];
};
