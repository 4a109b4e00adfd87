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
/** The examples stand behind the interactions, in this order. */
const exampleOrder = ['read', 'search', 'create', 'update'];

const type =
  /^(?:string|json|integer|number|boolean|date|datetime|instant|decimal|array\[\w+\]|enum ?\[.*\])(?: required)?$/;
const isName = (line: string): boolean => /^_?[A-Za-z][\w-]*$/.test(line);
const isSilent = (line: string): boolean => /^(?:|\*{4}|-{3,}\|.*|Click to view child attributes|-+)$/.test(line);

interface Reading {
  interaction: string;
  section: string;
  path: string[];
  examples: number;
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

const heading = (reading: Reading, line: string): boolean => {
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
  const end = lines.findIndex((line, position) => position > from && line.trim() === '```');
  const last = end < 0 ? lines.length : end;
  const interaction = exampleOrder[reading.examples - 1] ?? String(reading.examples);
  const place = list.free(`examples.${interaction}.${reading.label}`);
  list.add(place, codePassages(lines.slice(from + 1, last).join('\n')));
  return last + 1;
};

const readLine = (list: PlaceList, lines: readonly string[], at: number, reading: Reading): number => {
  const line = (lines[at] ?? '').trim();
  const next = (lines[at + 1] ?? '').trim();
  const [, label] = /^- \*\*([\w ]+)\*\*$/.exec(line) ?? [];
  if (line.startsWith('```')) return readExample(list, lines, at, reading);
  if (label !== undefined) {
    if (label === 'curl') reading.examples += 1;
    reading.label = label;
  } else if (isName(line) && type.test(next)) {
    const isChild =
      lines
        .slice(0, at)
        .findLast((one) => one.trim() !== '')
        ?.startsWith('Click to view') === true;
    reading.path = pathWith(reading.path, line, isChild);
    const place = placeOf(reading);
    list.add(`${place}.type`, typePassages(next));
    list.add(`${place}.required`, [next.endsWith(' required') ? 'required' : 'optional']);
    return at + 2;
  } else if (!heading(reading, line) && !isSilent(line)) list.add(placeOf(reading), prosePassages(line));
  return at + 1;
};

/** The places of a page as rendered text. */
export const renderedPlaces = (text: string): ReadonlyMap<string, readonly string[]> => {
  const list = new PlaceList();
  const lines = text.split('\n');
  const reading: Reading = { interaction: 'page', section: '', path: [], examples: 0, label: '' };
  for (let at = 0; at < lines.length;) at = readLine(list, lines, at, reading);
  return list.places;
};
