// What makes two differences one: the interaction, the place, and what each side has there, without ids and dates.
import { issueIn } from '../../schemas/issue.ts';
import type { Difference, Outcomes, Script } from '../requests/index.ts';

const word = /^[A-Za-z][A-Za-z-]{0,30}$/;

const shapeOf = (value: unknown): string => {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (typeof value === 'string') return word.test(value) ? value : 'text';
  return Array.isArray(value) ? 'list' : typeof value;
};

const parametersIn = (path: string): string =>
  [...new URLSearchParams(path.split('?')[1] ?? '')]
    .map(([name, value]) => `${name}${/^(eq|ne|gt|ge|lt|le)(?=[{\d])/.exec(value)?.[0] ?? ''}`)
    .toSorted()
    .join(',');

/** A refusal without what it quotes. */
const refusalOf = (outcomes: Outcomes, call: number): string => {
  const { status = 0, body } = outcomes[call] ?? {};
  return status < 400 ? '' : issueIn(body).text.replace(/'[^']*'|[\d{][\w:.+{}-]*/g, '_');
};

const withoutIndex = (path: string): string => path.replace(/\[\d+\]/g, '[]');

/** The interaction of a call: its method, type, and which parameters it searches with. */
const interactionOf = ({ calls }: Script, call: number): string => {
  const { method = '', path = '' } = calls[call] ?? {};
  const [bare = ''] = path.split('?');
  const [, type = '', id] = bare.split('/');
  return `${method} ${type}${id === undefined ? '' : '/id'}${path.includes('?') ? `?${parametersIn(path)}` : ''}`;
};

/** The key of a difference: the same for the same fault, as far as can be told before it is known. */
export const keyOf = (script: Script, difference: Difference, onMock: Outcomes, onCounterpart: Outcomes): string => {
  const { call, where, mock, counterpart } = difference;
  const status =
    where === 'HTTP status' ? `${String(mock)}>${String(counterpart)}` : `${shapeOf(mock)}>${shapeOf(counterpart)}`;
  const refusals = [refusalOf(onMock, call), refusalOf(onCounterpart, call)].join('>');
  return [interactionOf(script, call), withoutIndex(where), status, refusals].join(' | ');
};

/** A key in its parts: what it is without its parameters, and these. */
const partsOf = (key: string): readonly [rest: string, parameters: readonly string[]] => {
  const [, before = key, parameters = '', behind = ''] = /^([^|?]*)\?(\S*)( \|.*)$/s.exec(key) ?? [];
  return [before + behind, parameters.split(',').filter((name) => name !== '')];
};

/** True where a key is another one, if with fewer parameters: a smaller request that shows the same. */
export const isWithin = (key: string, larger: string): boolean => {
  if (key === larger) return true;
  const [[rest, parameters], [whole, all]] = [partsOf(key), partsOf(larger)];
  return rest === whole && parameters.every((name) => all.includes(name));
};

/** Places that say little of what is wrong there: a like value at one of them is not a sign of a like fault. */
const general =
  /^(HTTP status$|issue\[\]\.(code|details\.text)$|total$|link|entry(\.length)?$|body$|header (?!content-type|fumage))/;

/** What a member of a resource is taken for, read or found, or a header of any answer; undefined for other places. */
export const likenessOf = ({ where, mock, counterpart }: Difference): string | undefined => {
  const place = withoutIndex(where).replace(/^entry\[\]\.resource\./, '');
  if (general.test(place)) return undefined;
  // What one side does not show at all is one fault, whatever the other has there.
  const isAbsent = mock === undefined || counterpart === undefined;
  const shapes = [mock, counterpart].map((value) => (isAbsent && value !== undefined ? 'shown' : shapeOf(value)));
  return [place, ...shapes].join(' | ');
};
