// Hides who the people of a live target are in the messages of its run, so that every report of it can be handed on.
import { isDeepStrictEqual } from 'node:util';
import { isObject, jsonIn } from '../../schemas/json.ts';
import { eraserOf, hideByPlace, learnParts, Pseudonyms } from '../../redaction/people/index.ts';
import {
  bodyOf,
  type Envelope,
  evidenceOf,
  type Exchange,
  mediaTypes,
  membersOf,
  type Target,
} from './messages/index.ts';
import { ruleTexts, wordsIn, wordsOn } from './vocabulary.ts';

type Dated = Target & { readonly day?: string };

/** The days on which the scenarios of a run book. */
const daysIn = (envelopes: readonly Envelope[]): readonly string[] => {
  const targets = evidenceOf<Dated>(membersOf(envelopes, 'attachment'), mediaTypes.target);
  return [...new Set(targets.flatMap(({ day }) => day ?? []))];
};

/** The marks that a run has put on its records: they tell of nobody, and what they tell of a record is looked at again. */
const marksIn = (envelopes: readonly Envelope[]): readonly string[] =>
  membersOf(envelopes, 'attachment')
    .filter(({ mediaType }) => mediaType === mediaTypes.exchange)
    .flatMap((attachment) => [...bodyOf(attachment).matchAll(/"value":"([0-9a-f]{16}\/\d+)"/gi)])
    .flatMap(([, mark = '']) => mark);

/** What a person wrote, and not a server: hiding in it would change what was asked. */
const isOfFeatures = ({ source, gherkinDocument, pickle, stepDefinition, parameterType }: Envelope): boolean =>
  [source, gherkinDocument, pickle, stepDefinition, parameterType].some((member) => member !== undefined);

/** True of an answer whose raw text says what its body says. */
const isJson = ({ response: { body, text } }: Exchange): boolean => text !== '' && typeof body !== 'string';

/** The raw text of an answer follows its body where something of it was hidden, so that the two say the same. */
const withText = (said: Exchange, shown: Exchange): Exchange => {
  if (!isJson(said) || isDeepStrictEqual(said.response.body, shown.response.body)) return shown;
  return { ...shown, response: { ...shown.response, text: JSON.stringify(shown.response.body) } };
};

/** Changes an exchange, and its raw text with it. */
const changed = (exchange: Exchange, change: (value: unknown) => unknown): Exchange => {
  const { text, ...response } = exchange.response;
  const { response: answer, ...rest } = change({ ...exchange, response }) as Exchange;
  const shown = isJson(exchange) ? text : String(change(text));
  return withText(exchange, { ...rest, response: { ...answer, text: shown } });
};

const changedExchange = (envelope: Envelope, change: (value: unknown) => unknown): Envelope => {
  const { attachment } = envelope;
  if (attachment?.mediaType !== mediaTypes.exchange) return envelope;
  const exchange = changed(JSON.parse(bodyOf(attachment)) as Exchange, change);
  return { attachment: { ...attachment, contentEncoding: 'IDENTITY', body: JSON.stringify(exchange) } };
};

type Erase = (text: string) => string;

/** Erases in the strings of a value: its numbers are times and counts, and its names are ours. */
const erasedIn = (value: unknown, erase: Erase): unknown => {
  if (typeof value === 'string') return erase(value);
  if (Array.isArray(value)) return value.map((item) => erasedIn(item, erase));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, erasedIn(item, erase)]));
};

/** Erases in a text, which may be JSON. Where nothing is hidden it stays as it came, to the letter. */
const erasedText = (text: string, erase: Erase): string => {
  const value = jsonIn(text);
  if (typeof value !== 'object' || value === null) return erase(text);
  const shown = JSON.stringify(erasedIn(value, erase));
  return shown === JSON.stringify(value) ? text : shown;
};

const erased = (envelope: Envelope, erase: Erase): Envelope => {
  if (isOfFeatures(envelope)) return envelope;
  const { attachment } = envelope;
  if (attachment?.mediaType === mediaTypes.exchange)
    return changedExchange(envelope, (value) =>
      typeof value === 'string' ? erasedText(value, erase) : erasedIn(value, erase),
    );
  if (attachment !== undefined)
    return {
      attachment: { ...attachment, contentEncoding: 'IDENTITY', body: erasedText(bodyOf(attachment), erase) },
    };
  return erasedIn(envelope, erase) as Envelope;
};

/**
 * The messages of a run with pseudonyms in the place of people: first where values stand in exchanges, then wherever the same
 * value occurs. The same person has the same pseudonym throughout, and from run to run under the same key.
 */
export const withoutPeople = (envelopes: readonly Envelope[], key: string | undefined): readonly Envelope[] => {
  const known = new Set([...wordsOn(daysIn(envelopes)), ...marksIn(envelopes)]);
  const words = wordsIn([...known, ...ruleTexts()]);
  const pseudonyms = new Pseudonyms(key);
  const byPlace = (value: unknown): unknown => hideByPlace(value, pseudonyms, known);
  const hidden = envelopes.map((envelope) => changedExchange(envelope, byPlace));
  learnParts(pseudonyms, words);
  const eraseAny = eraserOf(pseudonyms, words);
  // What the suite says tells of nobody, also where a part of it was learnt elsewhere.
  const erase = (text: string): string => (known.has(text) ? text : eraseAny(text));
  return hidden.map((envelope) => erased(envelope, erase));
};
