// A write of a scenario, and how it was answered.
import { dayAfter, daysBetween } from '../../schemas/canvas/day.ts';
import { issueIn } from '../../schemas/issue.ts';
import { isObject, jsonIn } from '../../schemas/json.ts';
import type { Answer } from '../send.ts';

export interface Write {
  readonly method: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly body: string;
  /** The day of its scenario. */
  readonly day: string;
  readonly answer: Answer;
}

export const kindOf = ({ method, type }: Write): string => `${method} ${type}`;

const shapeOf = (text: string): string => {
  const value = jsonIn(text);
  return isObject(value) ? String(value['resourceType']) : ['', 'null'].includes(text.trim()) ? text.trim() : 'other';
};

export const locatedIn = ({ type, answer }: Write): string | undefined =>
  new RegExp(`${type}/([^/?]+)`).exec(answer.headers.get('location') ?? '')?.[1];

/** True where a write was accepted, as far as its answer goes. */
export const isAccepted = ({ method, type, answer }: Write): boolean =>
  answer.status >= 200 &&
  answer.status < 300 &&
  ['POST', 'PUT'].includes(method) &&
  ['', 'null', type].includes(shapeOf(answer.text));

/** How an answer looks that a write was given, whatever it says. */
export const looksOf = (write: Write): string =>
  `${write.answer.status} ${shapeOf(write.answer.text)} ${locatedIn(write) === undefined ? '' : 'located'}`;

const textOf = ({ text }: Answer): string =>
  (issueIn(jsonIn(text)).text || text).replace(/\s+/g, ' ').trim().slice(0, 120);

/** Answers of one sort say the same about the same kind of write. */
export const sortOf = (write: Write): string =>
  `${kindOf(write)} ${looksOf(write)} ${textOf(write.answer).replace(/[\da-f-]{8,}|\d+/gi, '#')}`;

/** Stands for an answer that the server has not given. */
export const answerOfAnother = (text: string): Answer => ({ status: 0, headers: new Headers(), text });

/** Where a token is refused or patience is asked for, others judge. */
export const isOfAnother = ({ answer: { status } }: Write): boolean => status === 401 || status === 429;

export const wordsOf = ({ answer }: Write): string => `${answer.status} (${textOf(answer) || 'empty'})`;

/** The body of a write, moved to another day. */
export const moved = ({ body, day }: Write, to: string): string =>
  body.replace(/\d{4}-\d\d-\d\d(?=T)/g, (each) => dayAfter(to, daysBetween(day, each)));

export const isAlike = (one: Write, other: Write): boolean => one.answer.status === other.answer.status;
