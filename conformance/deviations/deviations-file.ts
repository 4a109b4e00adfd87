// The file of known deviations of one target: read strictly, so that no excuse is broader than it was meant.
import { readText } from '../../schemas/read-text.ts';
import { fileFault } from '../../schemas/file-fault.ts';
import { parseDocument } from 'yaml';
import { obligationIds } from '../../schemas/obligations/index.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { Stop } from '../run/exit-codes.ts';
import type { Target } from '../suite/messages/index.ts';
import { hintOf, nearestName } from '../../schemas/nearest.ts';
import type { KnownDeviation, Stamp } from '../verdict/index.ts';

/** What may be deviated from: the rules of a server, and the obligations of a client. */
const known: readonly string[] = [...ruleIds, ...obligationIds];

const entryKeys = ['rule', 'since', 'why', 'link'] as const;
/** How the template marks what a person has to fill in. */
export const todo = 'TODO';

const fileKeys = ['target', 'deviations'] as const;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const failWith = (message: string): never => {
  throw new Stop('configuration', message);
};

const onlyKeys = (value: Fields, known: readonly string[], where: string): void => {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) failWith(`${where}: unknown key '${key}'; ${hintOf(key, known)}`);
  }
};

const entryOf = (value: unknown, where: string): KnownDeviation => {
  if (!isFields(value)) return failWith(`${where}: an entry is a mapping of ${entryKeys.join(', ')}`);
  onlyKeys(value, entryKeys, where);
  const texts = entryKeys.map((key) => {
    const text = value[key];
    return typeof text === 'string' && text.trim() !== ''
      ? text.trim()
      : failWith(`${where}: '${key}' has to be a text`);
  });
  const [rule = '', since = '', why = '', link = ''] = texts;
  if (!known.includes(rule)) {
    return failWith(`${where}: no rule is called '${rule}'; did you mean '${nearestName(rule, known)}'?`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since)) return failWith(`${where}: 'since' has to be a date, YYYY-MM-DD`);
  const open = Object.entries({ why, link }).find(([, text]) => text.startsWith(todo));
  if (open !== undefined)
    return failWith(`${where}: '${open[0]}' still says ${todo}; fill it in before the deviation is accepted`);
  return { rule, since, why, link };
};

const entriesOf = (value: unknown, file: string): readonly KnownDeviation[] => {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return failWith(`${file}: 'deviations' has to be a list`);
  const entries = value.map((entry, index) => entryOf(entry, `${file}: entry ${index + 1}`));
  const twice = entries.find(({ rule }, index) => entries.findIndex((other) => other.rule === rule) !== index);
  if (twice !== undefined) return failWith(`${file}: '${twice.rule}' is listed twice`);
  return entries;
};

/** Reads the text of a deviations file. `target` in it has to be the target of the run. */
export const deviationsIn = (text: string, file: string, target?: Target): readonly KnownDeviation[] => {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) return failWith(`${file}: ${error.message.split('\n')[0] ?? 'is not YAML'}`);
  const content: unknown = document.toJS();
  if (content === null || content === undefined || content === '') return [];
  if (!isFields(content)) return failWith(`${file}: the file is a mapping with the key 'deviations'`);
  onlyKeys(content, fileKeys, file);
  const meant = content['target'];
  if (meant !== undefined && typeof meant !== 'string') return failWith(`${file}: 'target' has to be a text`);
  if (meant !== undefined && target !== undefined && meant.replace(/\/+$/, '') !== nameOf(target)) {
    return failWith(`${file}: is about the target ${meant}, but this run is about ${nameOf(target)}`);
  }
  return entriesOf(content['deviations'], file);
};

/** What a deviations file calls a target: `mock`, or its base URL. */
export const nameOf = ({ kind, baseUrl }: Target): string => (kind === 'mock' ? 'mock' : baseUrl);

export const readDeviations = (file: string): string => {
  try {
    return readText(file);
  } catch (error) {
    throw new Stop('usage', `cannot read the known deviations ${file}: ${fileFault(error)}`);
  }
};

/** The known deviations of a run, or none where no file is named. */
export const loadDeviations = (file: string | undefined, target: Target): Stamp['knownDeviations'] =>
  file === undefined
    ? { file: null, entries: [] }
    : { file, entries: deviationsIn(readDeviations(file), file, target) };
