// The places of a page as rendered text: a line with a name, a line with its type, and the lines that describe it.
import { codePassages, PlaceList, prosePassages, typePassages } from './page-text.ts';

/** The attributes that have attributes of their own, and which: it tells where a list of them ends. */
const children: Readonly<Record<string, readonly string[]>> = {
  contained: ['resourceType', 'id', 'status', 'connectionType', 'payloadType', 'address'],
  connectionType: ['code'],
  payloadType: ['coding'],
  extension: ['url', 'valueId'],
  identifier: ['id', 'use', 'system', 'value', 'assigner', 'period'],
  assigner: ['display'],
  period: ['start', 'end'],
  appointmentType: ['coding'],
  reasonCode: ['coding', 'text'],
  coding: ['system', 'code', 'display', 'userSelected'],
  supportingInformation: ['reference', 'type', 'display'],
  participant: ['actor', 'status'],
  actor: ['reference', 'type'],
  link: ['relation', 'url'],
  entry: ['resource'],
};

const interactions: Readonly<Record<string, string>> = {
  create: 'create',
  read: 'read',
  update: 'update',
  search: 'search',
};
/** The examples stand behind the interactions, in this order where a request does not say which it is. */
const exampleOrder = ['read', 'search', 'create', 'update'];
const ofMethod: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update' };

/** The interaction that the curl of an example calls. */
const calledBy = (curl: string): string | undefined => {
  const [, method = '', path = ''] = /--request (\w+)[\s\S]*?https:\/\/[^/\s]+\/([^'"\s]*)/.exec(curl) ?? [];
  if (method !== 'GET') return ofMethod[method];
  return path.includes('/') && !path.includes('?') ? 'read' : 'search';
};

const type =
  /^(?:string|json|integer|number|boolean|date|datetime|instant|decimal|array\[\w+\]|enum\s*\[.*\])(?:\s+required)?$/;
const isName = (line: string): boolean => /^_?[A-Za-z][\w-]*$/.test(line);
const isSilent = (line: string): boolean =>
  /^(?:|\*{4}|Click to view child attributes|[-:]+(?: ?\| ?[-:]+)*)$/.test(line);
/** A row of a table; the values of an enum stand in brackets. */
const isRow = (line: string): boolean => line.includes(' | ') && !line.includes('[');
const isFence = (line: string): boolean => /^(?:```|~~~)/.test(line);

/** A line without what says nothing: white space, the mark of an item, the rims of a table's row. */
const plainLine = (line: string): string =>
  line
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^[*+•] (?=\S)/, '- ')
    .replace(/^\| ?(.*?) ?\|$/, '$1');

interface Reading {
  interaction: string;
  section: string;
  path: string[];
  examples: number;
  example: string;
  label: string;
}

/** The path of an attribute: below the innermost one that is known to have it. */
const pathWith = (path: readonly string[], name: string, isChild: boolean): string[] => {
  if (isChild && path.length > 0) return [...path, name];
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const parent = path[depth - 1] ?? '';
    if ((children[parent] ?? []).includes(name)) return [...path.slice(0, depth), name];
  }
  return [name];
};

const placeOf = ({ interaction, section, path }: Reading): string =>
  [interaction, section, ...path].filter((part) => part !== '').join('.');

const readHeading = (reading: Reading, line: string): boolean => {
  const [, title] = /^#{2,5}\s*(.*)$/.exec(line) ?? [];
  if (title === undefined) return false;
  const word = title.toLowerCase().split(' ').at(-1) ?? '';
  reading.path = [];
  if (line.startsWith('#### ') && word in interactions) {
    reading.interaction = word;
    reading.section = '';
  } else reading.section = title.toLowerCase().replace(/ /g, '-');
  return true;
};

/** Reads the lines of an example from its fence on; gives back the line behind it. */
const readExample = (list: PlaceList, lines: readonly string[], from: number, reading: Reading): number => {
  const end = lines.findIndex((line, position) => position > from && isFence(line));
  const last = end < 0 ? lines.length : end;
  const code = lines.slice(from + 1, last).join('\n');
  if (reading.label === 'curl')
    reading.example = calledBy(code) ?? exampleOrder[reading.examples - 1] ?? String(reading.examples);
  list.add(list.freePlaceOf(`examples.${reading.example}.${reading.label}`), codePassages(code));
  return last + 1;
};

const isMethod = (line: string): boolean => /^(?:get|post|put|patch|delete)$/.test(line);
const isAttribute = (line: string, next: string): boolean => isName(line) && type.test(next);

/** A method and its path stand before the heading of their interaction, and all of them in the navigation. */
const endpointsIn = (text: string): readonly string[] =>
  (text.match(/\b(?:get|post|put|patch|delete) \/\S*/g) ?? []).map((one) => one.trim());

/** Whether a line continues a paragraph: what is no name, no example, no heading and no item of a list. */
const isContinuation = (line: string, next: string): boolean =>
  !/^(?:#{2,5} |- |\d+\. ?)/.test(line) &&
  ![isFence, isRow, isSilent, isMethod].some((one) => one(line)) &&
  !isAttribute(line, next);

/** Reads a paragraph, however its lines are broken; gives back the line behind it. */
const readParagraph = (list: PlaceList, lines: readonly string[], at: number, reading: Reading): number => {
  const lineAt = (position: number): string => lines[position] ?? '';
  let end = at + 1;
  while (end < lines.length && !isRow(lineAt(at)) && isContinuation(lineAt(end), lineAt(end + 1))) end += 1;
  const text = lines.slice(at, end).join(' ');
  const isNavigation = reading.section === 'endpoints';
  list.add(placeOf(reading), isNavigation ? endpointsIn(text) : prosePassages(text));
  return end;
};

const readAttribute = (list: PlaceList, lines: readonly string[], at: number, reading: Reading): number => {
  const [name, next] = [lines[at] ?? '', lines[at + 1] ?? ''];
  reading.path = pathWith(reading.path, name, lines[at - 1]?.startsWith('Click to view') === true);
  const place = placeOf(reading);
  list.add(`${place}.type`, typePassages(next));
  list.add(`${place}.required`, [/\srequired$/.test(next) ? 'required' : 'optional']);
  return at + 2;
};

const readLine = (list: PlaceList, lines: readonly string[], at: number, reading: Reading): number => {
  const line = lines[at] ?? '';
  const next = lines[at + 1] ?? '';
  const [, label] = /^- \*\*([\w ]+)\*\*$/.exec(line) ?? [];
  if (isFence(line)) return readExample(list, lines, at, reading);
  if (isAttribute(line, next)) return readAttribute(list, lines, at, reading);
  if (isMethod(line) && next.startsWith('/')) {
    const title = lines.slice(at).find((one) => one.startsWith('#### ')) ?? '';
    list.add(`${title.toLowerCase().split(' ').at(-1) ?? 'page'}.endpoint`, [`${line} ${next}`]);
    return at + 2;
  }
  if (label !== undefined) {
    if (label === 'curl') reading.examples += 1;
    reading.label = label;
  } else if (!readHeading(reading, line) && !isSilent(line)) return readParagraph(list, lines, at, reading);
  return at + 1;
};

/** The places of a page as rendered text. */
export const renderedPlaces = (text: string): ReadonlyMap<string, readonly string[]> => {
  const list = new PlaceList();
  // White space is no part of what a page says.
  const lines = text
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '');
  const reading: Reading = { interaction: 'page', section: '', path: [], examples: 0, example: '', label: '' };
  for (let at = 0; at < lines.length;) at = readLine(list, lines, at, reading);
  return list.places;
};
