// Runs over the revisions of a page, oldest first, and says when which rule's place changed.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { baseEdition, sumsIn } from '../../schemas/editions/page-sums.ts';
import { pageOf } from '../../schemas/editions/places.ts';
import { editions } from '../../schemas/editions/editions.ts';
import { dayIn } from './check-page.ts';
import { pageChanges, type PageChange } from './page-changes.ts';

interface Revision {
  readonly name: string;
  /** The day of the revision, where it is known. */
  readonly day: string | undefined;
  readonly text: string;
}

export interface WatchedChange {
  readonly revision: string;
  readonly before: string;
  readonly changes: readonly PageChange[];
}

const isPage = (path: string): boolean => /(?:^|\/)appointment\.(?:md|txt)$/.test(path);

const inFolder = (folder: string): readonly Revision[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => isPage(path) && !path.startsWith('.git/'))
    .toSorted()
    .map((path) => ({ name: path, day: dayIn(path), text: readFileSync(join(folder, path), 'utf8') }));

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** The page in each commit that changed it. */
const inRepository = (folder: string): readonly Revision[] =>
  git(folder, 'log', '--reverse', '--format=%H %cs', '--name-only', '--diff-filter=AM')
    .split(/^(?=[0-9a-f]{40} )/m)
    .flatMap((entry) => {
      const [head = '', ...paths] = entry.split('\n');
      const [commit = '', day = ''] = head.split(' ');
      return paths.filter(isPage).map((path) => ({
        name: `${day} ${commit.slice(0, 10)} ${path}`,
        day,
        text: git(folder, 'show', `${commit}:${path}`),
      }));
    });

const isRepository = (folder: string): boolean =>
  statSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;

/** The revisions that differ from the one before them of the same form. A change of form alone is no change. */
export const watchPages = (folder: string): readonly WatchedChange[] => {
  const revisions = isRepository(folder) ? inRepository(folder) : inFolder(folder);
  const pages = revisions.map(({ name, day, text }) => ({ name, day, ...pageOf(text) }));
  return pages.flatMap((page, position) => {
    const before = pages.slice(0, position).findLast(({ form }) => form === page.form);
    if (before === undefined) return [];
    const edition = baseEdition(page.form, before.day) ?? editions[0];
    const changes = pageChanges(sumsIn(before.places), page.places, edition);
    return changes.length === 0 ? [] : [{ revision: page.name, before: before.name, changes }];
  });
};

const linesOf = ({ place, kind, rules }: PageChange): string => `  ${kind} ${place}: ${rules.join(', ')}`;

/** The changes as text, also that of an issue; one line where nothing changed. */
export const watchText = (watched: readonly WatchedChange[]): string =>
  watched.length === 0
    ? 'No revision changes what a rule rests on.'
    : watched
        .map(({ revision, before, changes }) =>
          [`${revision} differs from ${before} in ${changes.length} places`, ...changes.map(linesOf)].join('\n'),
        )
        .join('\n\n');
