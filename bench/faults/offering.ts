// Faults of slots that the live records show: whatever is free there.
import {
  bodyOf,
  entriesOf,
  isCreate,
  isSearchset,
  shown,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

const slots = (change: (slot: Json) => Json): Pick<Fault, 'tell'> => ({ tell: shown('Slot', change) });

const isSlots = ({ method, url }: Asked): boolean => method === 'GET' && url.startsWith('/Slot?');

/** Slots that are kept from the first search on, whatever is booked. */
const kept = (): Pick<Fault, 'tell'> => {
  const firsts = new Map<string, Told>();
  return {
    tell: (told, asked) => {
      if (!isSlots(asked) || told.status !== 200) return told;
      const first = firsts.get(asked.url);
      if (first === undefined) firsts.set(asked.url, told);
      return first ?? told;
    },
  };
};

const timeOf = ({ start }: Json): number => Date.parse(String(start));

/** Whatever was booked once stays taken. */
const takenForGood = (): Pick<Fault, 'tell'> => {
  const taken = new Set<number>();
  return {
    tell: (told, asked) => {
      if (isCreate(asked) && told.status === 201) taken.add(timeOf(bodyOf(asked)));
      if (!isSlots(asked) || !isSearchset(told.body)) return told;
      const entry = entriesOf(told.body).filter(({ resource }) => !taken.has(timeOf(resource)));
      return { ...told, body: { ...told.body, total: entry.length, entry } };
    },
  };
};

export const offering = {
  'booked time is still offered': {
    rules: ['slot/booked-time-is-taken'],
    ...kept(),
  },
  'cancelled time is not offered again': {
    rules: ['slot/cancelled-time-is-free'],
    ...takenForGood(),
  },
  'a slot lasts thirty minutes': {
    rules: ['slot/lasts-twenty-minutes'],
    ...slots((slot) => ({
      ...slot,
      end: String(slot['start']).replace(/T(\d\d):(\d\d)/, (_whole, hours: string, minutes: string) => {
        const end = Number(hours) * 60 + Number(minutes) + 30;
        return `T${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
      }),
    })),
  },
  'the duration of a slot is not looked at': {
    rules: ['slot/lasts-twenty-minutes'],
    ask: (asked) => (isSlots(asked) ? { ...asked, url: asked.url.replace('duration=', '_passed_over=') } : asked),
  },
} as const satisfies Record<string, Fault>;
