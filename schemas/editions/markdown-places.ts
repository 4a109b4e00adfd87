// The places of a page as Markdown: its front matter is a tree of named attributes, its body holds the examples.
import { parse } from 'yaml';
import { isObject } from '../json.ts';
import { fenceLine } from './passage.ts';
import { codePassages, PlaceList, prosePassages, typePassages } from './page-text.ts';

/** Members of the front matter that are the layout of the page and say nothing. */
const layout = new Set(['layout', 'article', 'example_request', 'example_response', 'title']);

/** The name of a list's entry: its own, or for an option its value. */
const nameOf = (entry: unknown, position: number): string => {
  if (!isObject(entry)) return String(position);
  return typeof entry['name'] === 'string' ? entry['name'].replace(/ \[.*\]$/, '') : 'entry';
};

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('.');

const addScalar = (list: PlaceList, place: string, member: string, value: unknown): void => {
  const text = String(value);
  if (member === 'type') list.add(place, typePassages(text));
  else if (member.startsWith('required'))
    list.add(
      place,
      text.split(',').map((part) => part.trim()),
    );
  else list.add(place, prosePassages(text));
};

/** A mark that stands in brackets behind the name of an attribute, as in `description [deprecated]`. */
const addMark = (list: PlaceList, place: string, name: unknown): void => {
  const [, mark] = typeof name === 'string' ? (/ \[(.*)\]$/.exec(name) ?? []) : [];
  if (mark !== undefined) list.add(join(place, 'mark'), [mark]);
};

const walk = (list: PlaceList, value: unknown, place: string): void => {
  if (Array.isArray(value)) {
    for (const [position, entry] of value.entries())
      if (isObject(entry)) walk(list, entry, 'name' in entry ? join(place, nameOf(entry, position)) : place);
      else addScalar(list, place, '', entry);
    return;
  }
  if (!isObject(value)) return;
  addMark(list, place, value['name']);
  for (const [member, held] of Object.entries(value)) {
    if (layout.has(member) || member === 'name') continue;
    if (isObject(held) || Array.isArray(held))
      walk(list, held, ['sections', 'blocks'].includes(member) ? place : join(place, member));
    else if (held !== null) addScalar(list, join(place, member), member, held);
  }
};

/** `appointment-create-request` and its tab to `examples.create.request.curl`. */
const exampleName = (heading: string): string => {
  const [, block = heading, tab = ''] = /([\w-]+)(?:\s+([\w-]+))?/.exec(heading) ?? [];
  const [, interaction = block, part = ''] = /^[a-z]+-([a-z]+)-([a-z]+)$/.exec(block) ?? [];
  return join('examples', interaction, part, tab);
};

const bodyPlaces = (list: PlaceList, body: string): void => {
  let place = 'examples.page';
  for (const [position, part] of body.split(fenceLine).entries())
    if (position % 2 === 1) list.add(list.freePlaceOf(place), codePassages(part));
    else {
      const headings = [...part.matchAll(/<div\s+id="([^"]+)"|\{%\s*tab\s+([^%]+?)\s*%\}/g)];
      const last = headings.at(-1);
      if (last !== undefined) place = exampleName(last[1] ?? last[2] ?? '');
      list.add(place, prosePassages(part.replace(/<[^>]*>/g, ' ')));
      list.add(
        place,
        (part.match(/\{%\s*include[^%]*%\}/g) ?? []).map((include) => include.replace(/\s+/g, ' ')),
      );
    }
};

/** The front matter as a tree; undefined where it is not YAML. */
const frontMatter = (text: string): unknown => {
  try {
    return parse(text, { uniqueKeys: false, logLevel: 'silent' }) as unknown;
  } catch {
    return undefined;
  }
};

/** The places of a page in Markdown. */
export const markdownPlaces = (text: string): ReadonlyMap<string, readonly string[]> => {
  const list = new PlaceList();
  const [, front = '', body = ''] = /^\s*---\s*\n([\s\S]*?)\n---\s*(?:\n([\s\S]*))?$/.exec(text) ?? [];
  const tree = frontMatter(front);
  if (tree === undefined) list.add('page', prosePassages(front));
  else walk(list, tree, '');
  bodyPlaces(list, body);
  return list.places;
};
