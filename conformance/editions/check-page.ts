// Holds a page against the page of an edition: the one that is named, or the newest that is not after the page's day.
import type { Edition } from '../../schemas/editions/editions.ts';
import { baseEdition, pageSums } from '../../schemas/editions/page-sums.ts';
import { pageOf, type PageForm } from '../../schemas/editions/places.ts';
import { pageChanges, type PageChange } from './page-changes.ts';

export interface PageCheck {
  readonly base: Edition;
  readonly form: PageForm;
  readonly changes: readonly PageChange[];
}

/** What a page is called for a reader. */
const formNames: Readonly<Record<PageForm, string>> = { markdown: 'Markdown', rendered: 'rendered text' };

/** The day in a path, as in `pages/2026-06-22/appointment.txt`; the last one counts. */
export const dayIn = (path: string): string | undefined => path.match(/\d{4}-\d{2}-\d{2}/g)?.at(-1);

/** What a page says otherwise than its base; or the reason why it cannot be held against it. */
export const checkPage = (text: string, path: string, base?: Edition): PageCheck | { readonly fault: string } => {
  const { form, places } = pageOf(text);
  const edition = base ?? baseEdition(form, dayIn(path)) ?? baseEdition(form, undefined);
  const before = edition && pageSums(edition);
  if (edition === undefined || before === undefined)
    return { fault: `the page of the edition ${edition ?? ''} is not known: npm run page-sums keeps it` };
  if (before.form !== form)
    return {
      fault: `the page is ${formNames[form]}; that of ${edition} is known as ${formNames[before.form]}: choose another --base`,
    };
  return { base: edition, form, changes: pageChanges(before.places, places, edition) };
};
