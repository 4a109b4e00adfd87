// A documentation page as places: the attribute, parameter or example where something stands, and the passages there.
import { markdownPlaces } from './markdown-places.ts';
import { appointmentIn, hasAppointment } from './page-of-dump.ts';
import { renderedPlaces } from './rendered-places.ts';

/** Place, as in `attributes.status.type`, to the passages that stand there. */
export type Places = ReadonlyMap<string, readonly string[]>;

/** The form of a page: Markdown with front matter, as in the docs repository, or the rendered text of the public dump. */
export type PageForm = 'markdown' | 'rendered';

export interface Page {
  readonly form: PageForm;
  readonly places: Places;
}

/** Reads a page, or the page on Appointment in a dump of many. Its form is told by the front matter, which only the Markdown has. */
export const pageOf = (text: string): Page => {
  const lines = text.replace(/\r\n?/g, '\n');
  return /^\s*---\s*\n/.test(lines)
    ? { form: 'markdown', places: markdownPlaces(lines) }
    : { form: 'rendered', places: renderedPlaces(appointmentIn(lines)) };
};

/** Whether a page is that on Appointment: its Markdown names the resource, its rendered text has the interactions as headings. */
export const isOnAppointment = (text: string, { form, places }: Page): boolean =>
  form === 'rendered' ? hasAppointment(text) : [...places.keys()].some((place) => place.startsWith('Appointment.'));

/** The order counts in examples; in prose and tables only what stands there counts. */
export const isOrdered = (place: string): boolean => place.startsWith('examples.');
