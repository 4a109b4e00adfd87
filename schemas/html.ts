// HTML that cannot be injected into: whatever is put into the template is escaped, unless it is HTML of ours.
import { showControls } from './controls.ts';

/** A piece of HTML that is already safe. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | undefined | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML text or as the value of a quoted attribute, to the character. */
export const escapedForHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Text for people to read, as HTML. */
export const shownInHtml = (text: string): string => escapedForHtml(showControls(text.replaceAll('\r\n', '\n')));

const rendered = (part: Part): string => {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return shownInHtml(String(part));
  return part.map(rendered).join('');
};

const flushLeft = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The texts of a template without its own indentation, which would be a sixth of a report. Each is made once. */
const textsOf = (strings: TemplateStringsArray): readonly string[] => {
  const known = flushLeft.get(strings);
  if (known !== undefined) return known;
  const texts = strings.map((text) => text.replace(/\n\s+/g, '\n'));
  flushLeft.set(strings, texts);
  return texts;
};

/** A template whose parts are escaped. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(textsOf(strings).reduce((before, text, index) => before + text + rendered(parts[index]), ''));
