// Holds a page against the page of an edition: the one that is named, or the newest that is not after the page's day.
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import { neighbourPage } from '../../schemas/editions/neighbour-pages.ts';
import { baseEdition, pageSums, sumsIn } from '../../schemas/editions/page-sums.ts';
import { isOnAppointment, pageOf, type Page, type PageForm } from '../../schemas/editions/places.ts';
import { changesAcross, pageChanges, type PageChange } from './page-changes.ts';

interface PageCheck {
  readonly base: Edition;
  /** What the page was held against, in words. */
  readonly against: string;
  readonly form: PageForm;
  /** Where it is not that of the page, only sentences and examples are compared, wherever they stand. */
  readonly baseForm: PageForm;
  readonly changes: readonly PageChange[];
}

/** The day in a path, as in `pages/2026-06-22/appointment.txt`; the last one counts. */
export const dayIn = (path: string): string | undefined => path.match(/\d{4}-\d{2}-\d{2}/g)?.at(-1);

/** The edition whose neighbours are kept: the newest. */
const latestEdition = editions.at(-1) ?? editions[0];

/** Holds a neighbour of the page on Appointment against the one that is kept: that of the newest edition. */
const checkNeighbour = (text: string, path: string, { form, places }: Page, base: Edition): ReturnType<CheckPage> => {
  const known = form === 'rendered' ? neighbourPage(text, path) : undefined;
  const kept = new Set([...(known?.places.values() ?? [])].flat());
  const isCopy = [...sumsIn(places).values()].flat().some((sum) => kept.has(sum));
  if (known === undefined || !isCopy)
    return { fault: `${path} holds neither Canvas's page on Appointment nor the rendered text of a neighbour of it` };
  const { name, day, topics } = known;
  const against = `the page ${name} of ${day}`;
  if (base !== latestEdition) return { fault: `of the page ${name} only that of ${day} is kept: leave out --base` };
  return { base, against, form, baseForm: form, changes: pageChanges(known.places, places, base, topics) };
};

type CheckPage = (text: string, path: string, base?: Edition) => PageCheck | { readonly fault: string };

/** What a page says otherwise than its base; or the reason why it cannot be held against it. */
export const checkPage: CheckPage = (text, path, base) => {
  const page = pageOf(text);
  if (!isOnAppointment(text, page)) return checkNeighbour(text, path, page, base ?? latestEdition);
  const { form, places } = page;
  const edition = base ?? baseEdition(form, dayIn(path)) ?? baseEdition(form, undefined);
  const before = edition && pageSums(edition);
  if (edition === undefined || before === undefined)
    return { fault: `the page of the edition ${edition ?? ''} is not known: npm run page-sums keeps it` };
  const changes =
    before.form === form ? pageChanges(before.places, places, edition) : changesAcross(before.places, places, edition);
  const across = form === before.form ? '' : ` (a page in another form, ${before.form}: sentences only)`;
  return { base: edition, against: `the edition of ${edition}${across}`, form, baseForm: before.form, changes };
};
