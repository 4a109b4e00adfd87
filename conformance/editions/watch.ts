// Runs over the revisions of a page, oldest first, and says when which rule's place changed.
import { readdirSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { readText } from '../../schemas/read-text.ts';
import { hasAppointment } from '../../schemas/editions/page-of-dump.ts';
import { baseEdition, pageSums, sumsIn } from '../../schemas/editions/page-sums.ts';
import { pageOf, type Page } from '../../schemas/editions/places.ts';
import { editions } from '../../schemas/editions/editions.ts';
import { dayIn } from './check-page.ts';
import { pageChanges, type PageChange } from './page-changes.ts';

interface Revision {
  /** Where it lies: revisions of one file are compared with each other. */
  readonly path: string;
  readonly name: string;
  /** The day of the revision, where it is known. */
  readonly day: string | undefined;
  readonly text: string;
}

interface WatchedChange {
  readonly revision: string;
  readonly before: string;
  readonly changes: readonly PageChange[];
}

const isText = (path: string): boolean => /\.(?:md|txt)$/.test(path);

/** A page of its own by its name, or a dump of many that holds it. */
const isPage = ({ path, text }: Revision): boolean =>
  /(?:^|\/)appointment\.(?:md|txt)$/.test(path) || (path.endsWith('.txt') && hasAppointment(text));

const inFolder = (folder: string): readonly Revision[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => isText(path) && !/(?:^|\/)(?:\.git|node_modules)\//.test(path))
    .toSorted()
    .map((path) => ({ path, name: path, day: dayIn(path), text: readText(join(folder, path)) }));

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'core.quotepath=off', ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const logOptions = ['--reverse', '--first-parent', '-m', '--no-renames', '--diff-filter=AM', '--name-only'];

/** The texts of each commit that changed them; of one path where it is given. */
const inRepository = (folder: string, only: readonly string[]): readonly Revision[] =>
  git(folder, 'log', ...logOptions, '--relative', '--format=%H %cs', '--', ...only)
    .split(/^(?=[0-9a-f]{40} )/m)
    .flatMap((entry) => {
      const [head = '', ...paths] = entry.split('\n');
      const [commit = '', day = ''] = head.split(' ');
      return paths.filter(isText).map((path) => ({
        path,
        name: `${day} ${commit.slice(0, 10)} ${path}`,
        day,
        text: git(folder, 'show', `${commit}:./${path}`),
      }));
    });

/** Whether a folder or a file in it has a history. */
const hasHistory = (folder: string, only: readonly string[]): boolean => {
  try {
    return git(folder, 'log', '-1', '--format=%H', '--', ...(only.length > 0 ? only : ['.'])).trim() !== '';
  } catch {
    return false;
  }
};

const revisionsIn = (place: string): readonly Revision[] => {
  const isFile = statSync(place).isFile();
  const [folder, only] = isFile ? [dirname(place), [basename(place)]] : [place, []];
  if (hasHistory(folder, only)) return inRepository(folder, isFile ? only : ['.']);
  return isFile ? [{ path: place, name: place, day: dayIn(place), text: readText(place) }] : inFolder(folder);
};

/** A page without a history is held against the edition that it comes nearest to. */
const againstEditions = (name: string, { form, places }: Page): readonly WatchedChange[] => {
  const [nearest] = editions
    .flatMap((edition) => {
      const kept = pageSums(edition);
      return kept?.form === form ? [{ edition, changes: pageChanges(kept.places, places, edition) }] : [];
    })
    .toSorted((one, other) => one.changes.length - other.changes.length);
  return nearest === undefined || nearest.changes.length === 0
    ? []
    : [{ revision: name, before: `the edition of ${nearest.edition}`, changes: nearest.changes }];
};

/** The revisions that differ from the one before them of the same form. A change of form alone is no change. */
export const watchPages = (place: string): readonly WatchedChange[] => {
  const pages = revisionsIn(place)
    .filter((revision) => isPage(revision) || revision.path === place)
    .map(({ path, name, day, text }) => ({ path, name, day, ...pageOf(text) }));
  const [only, ...others] = pages;
  if (only !== undefined && others.length === 0) return againstEditions(only.name, only);
  return pages.flatMap((page, position) => {
    const earlier = pages.slice(0, position).filter(({ form }) => form === page.form);
    const before = earlier.findLast(({ path }) => path === page.path) ?? earlier.at(-1);
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
