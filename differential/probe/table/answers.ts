// What the readers look for in an answer.
import type { Outcome } from '../../requests/index.ts';
import { issueIn } from '../../../schemas/issue.ts';
import { decided, open, type Observation } from './ambiguity.ts';
import type { JsonObject } from '../../../schemas/json.ts';

export const isTaken = ({ status }: Outcome): boolean => status < 300;

/** A member of a resource. */
export const member = ({ body }: Outcome, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as JsonObject)[name] : undefined;

/** The items of a member that is a list. */
export const itemsOf = (answer: Outcome, name: string): readonly JsonObject[] => {
  const value = member(answer, name);
  return Array.isArray(value)
    ? value.filter((item): item is JsonObject => typeof item === 'object' && item !== null)
    : [];
};

export const statusIn = (answer: Outcome): string => {
  const status = member(answer, 'status');
  return typeof status === 'string' ? status : '(none)';
};

/** The first coding of a concept. */
export const codingOf = (concept: unknown): JsonObject | undefined =>
  (concept as { coding?: JsonObject[] } | undefined)?.coding?.[0];

export const typeCode = (answer: Outcome): unknown => codingOf(member(answer, 'appointmentType'))?.['code'];

/** The text of the reason, or that of the description. */
export const reasonIn = (answer: Outcome): string | undefined => {
  const text = itemsOf(answer, 'reasonCode')[0]?.['text'] ?? member(answer, 'description');
  return typeof text === 'string' ? text : undefined;
};

/** The references of supportingInformation to a type. */
export const supportingReferencesOf = (answer: Outcome, type: string): readonly string[] =>
  itemsOf(answer, 'supportingInformation').flatMap(({ reference }) =>
    typeof reference === 'string' &&
    (type === 'Endpoint' ? reference.startsWith('#') : reference.startsWith(`${type}/`))
      ? [reference]
      : [],
  );

/** The address of the meeting link. */
export const linkIn = (answer: Outcome): unknown => itemsOf(answer, 'contained')[0]?.['address'];

/** Minutes from start to end. */
export const minutesIn = (answer: Outcome): number =>
  (Date.parse(String(member(answer, 'end'))) - Date.parse(String(member(answer, 'start')))) / 60_000;

/** A status with the code and the words of an OperationOutcome. */
const refusalIn = ({ status, body }: Outcome): string => {
  const { code, text } = issueIn(body);
  return `${status} ${code} ${text}`;
};

/** A refusal in few words, without its text. */
export const refusedWith = ({ status, body }: Outcome): string => {
  const { code } = issueIn(body);
  return code === '' ? `${status} without an OperationOutcome` : `${status} ${code}`;
};

export const textIn = ({ body }: Outcome): string => issueIn(body).text;

/** True where a body is refused as the same body without its peculiarity is: the peculiarity was taken. */
const isAsControl = (control: Outcome, answer: Outcome): boolean => refusalIn(control) === refusalIn(answer);

const useless = open('the body of a type that no instance has was not refused, so that nothing can be compared');

/** Reads a body that is refused in any case: `taken` where nothing is said about its peculiarity. */
export const taken = (control: Outcome, answer: Outcome): Observation => {
  if (isTaken(control)) return useless;
  return decided(isTaken(answer) || isAsControl(control, answer) ? 'taken' : 'refused');
};

/** The same for what may be looked at after the type: only that it was refused is certain. */
export const refusedFirst =
  (value: string) =>
  (control: Outcome, answer: Outcome): Observation => {
    if (isTaken(control)) return useless;
    return !isTaken(answer) && !isAsControl(control, answer)
      ? decided(value)
      : open('the type may have been looked at first');
  };
