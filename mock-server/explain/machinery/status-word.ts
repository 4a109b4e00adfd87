// The words for a status: FHIR's, Canvas's own by the page's table, and those of other systems.
import { entryOf } from '../../../schemas/json.ts';
import { fhirStatuses } from '../../domain/status.ts';
import type { World } from '../../worlds/world.ts';
import { meantBy, plainWord } from './meant.ts';

/** Words of other systems and spellings that stand for one status of FHIR without doubt. */
const otherWords: Readonly<Record<string, string>> = {
  checkin: 'checked-in',
  canceled: 'cancelled',
  complete: 'fulfilled',
  completed: 'fulfilled',
  finished: 'fulfilled',
  noshowed: 'noshow',
};

interface MeantStatus {
  /** The status of FHIR. */
  readonly status: string;
  /** Why, in words. */
  readonly why: string;
}

const statuses = Object.entries(fhirStatuses);

const canvasWord = (word: string, { contract }: World): MeantStatus | undefined => {
  const [canvas, status] = statuses.find(([known, fhir]) => known !== fhir && plainWord(known) === word) ?? [];
  if (canvas === undefined || status === undefined) return undefined;
  const isCheckIn = canvas === 'roomed' && contract.isInForce('status/roomed-reads-as-written');
  const note = isCheckIn ? '; the table of the page writes check-in, but an update takes checked-in' : '';
  return { status, why: `${canvas} is Canvas's own word; in FHIR it is ${status}${note}` };
};

const spelled = (word: string): MeantStatus | undefined => {
  const meant = meantBy(word, statuses, (names) => names);
  return meant === undefined ? undefined : { status: meant[1], why: `The word is ${meant[1]}` };
};

/** The status of FHIR that a word stands for, and why; undefined where that is not certain. */
export const meantStatus = (text: string, world: World): MeantStatus | undefined => {
  const word = plainWord(text.slice(text.lastIndexOf('|') + 1));
  const exact = statuses.find(([, fhir]) => plainWord(fhir) === word)?.[1] ?? entryOf(otherWords, word);
  if (exact !== undefined) return { status: exact, why: `The word is ${exact}` };
  return canvasWord(word, world) ?? spelled(word);
};

/** The statuses that a write may set. */
export const settableStatuses = statuses.map(([, fhir]) => fhir).filter((status) => status !== 'entered-in-error');
