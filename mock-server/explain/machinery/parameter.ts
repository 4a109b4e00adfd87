// Repairs of one parameter of a search.
import { datePrefixes } from '../../../schemas/search-parameters.ts';
import { formatInstant, parseDay } from '../../../schemas/canvas/instant.ts';
import type { World } from '../../worlds/world.ts';
import { nearest } from '../../../schemas/nearest.ts';
import type { Fix, Repair } from './repair.ts';
import { withParameter, type ClientRequest } from './client-request.ts';

/** A search by POST carries its parameters in the body; what is repaired moves into the query. */
export const inQuery = (request: ClientRequest): ClientRequest =>
  request.text === '' || request.method === 'GET'
    ? request
    : { ...request, text: '', query: [...request.query, ...new URLSearchParams(request.text)] };

export const valueOf = ({ query }: ClientRequest, name: string): string =>
  query.findLast(([key]) => key === name)?.[1] ?? '';

export const parameterFix = (request: ClientRequest, name: string, value: string | undefined, advice: string): Fix => ({
  request: withParameter(inQuery(request), name, value),
  where: `query ${name}`,
  advice,
});

export const dayText = (instant: number): string => formatInstant(instant).slice(0, 10);

/** The day that a text probably means: four, two and two digits, or today. */
export const likelyDay = (text: string, { clock }: World): string => {
  const [, year, month = '', date = ''] = /(\d{4})\D?(\d{1,2})\D?(\d{1,2})/.exec(text) ?? [];
  const candidate = `${year ?? ''}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return parseDay(candidate) === undefined ? dayText(clock.now()) : candidate;
};

const datePrefixTexts: readonly string[] = datePrefixes.map(({ prefix }) => prefix);

export const dateFix =
  (name: string): Repair =>
  (request, { world }) => {
    const text = request.method === 'GET' ? valueOf(request, name) : valueOf(inQuery(request), name);
    const prefix = datePrefixTexts.find((known) => text.startsWith(known) && known !== 'ne') ?? '';
    const advice = `A date is a day, YYYY-MM-DD, after one of ${datePrefixTexts.join(', ')} or nothing: ge2031-03-04`;
    return parameterFix(request, name, `${prefix}${likelyDay(text, world)}`, advice);
  };

export const sortFix =
  (keys: readonly string[]): Repair =>
  (request, { parameters: { value = '' } }) => {
    const key = nearest(value.replace(/^-/, ''), keys, (known) => known) ?? '';
    const order = `${value.startsWith('-') ? '-' : ''}${key}`;
    return parameterFix(request, '_sort', order, `_sort takes ${keys.join(', ')}, each also with a leading minus sign`);
  };
