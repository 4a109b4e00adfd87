// Holds a page against the page of an edition: the one that is named, or the newest that is not after the page's day.
import type { Edition } from '../../schemas/editions/editions.ts';
import { baseEdition, pageSums } from '../../schemas/editions/page-sums.ts';
import { isOnAppointment, pageOf, type PageForm } from '../../schemas/editions/places.ts';
import { changesAcross, pageChanges, type PageChange } from './page-changes.ts';

export interface PageCheck {
  readonly base: Edition;
  readonly form: PageForm;
  /** Where it is not that of the page, only sentences and examples are compared, wherever they stand. */
  readonly baseForm: PageForm;
  readonly changes: readonly PageChange[];
}

/** The day in a path, as in `pages/2026-06-22/appointment.txt`; the last one counts. */
export const dayIn = (path: string): string | undefined => path.match(/\d{4}-\d{2}-\d{2}/g)?.at(-1);

/** What a page says otherwise than its base; or the reason why it cannot be held against it. */
export const checkPage = (text: string, path: string, base?: Edition): PageCheck | { readonly fault: string } => {
  const page = pageOf(text);
  if (!isOnAppointment(text, page)) return { fault: `${path} does not hold Canvas's page on Appointment` };
  const { form, places } = page;
  const edition = base ?? baseEdition(form, dayIn(path)) ?? baseEdition(form, undefined);
  const before = edition && pageSums(edition);
  if (edition === undefined || before === undefined)
    return { fault: `the page of the edition ${edition ?? ''} is not known: npm run page-sums keeps it` };
  const changes =
    before.form === form ? pageChanges(before.places, places, edition) : changesAcross(before.places, places, edition);
  return { base: edition, form, baseForm: before.form, changes };
};
