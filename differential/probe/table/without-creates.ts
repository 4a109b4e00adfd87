// The ambiguities that reads, searches and refused bodies decide.
import type { Outcome } from '../../requests/index.ts';
import { frameworks } from '../../../schemas/contract.ts';
import { issueIn } from '../../../schemas/issue.ts';
import { bySetting, decided, open, type Ambiguity, type Observation } from './ambiguity.ts';
import { isTaken, itemsOf, member, refusedFirst, refusedWith, taken, textIn } from './answers.ts';
import { unknownId } from './bodies.ts';

/** The number behind a parameter in the link to the page itself, or how many entries there are of more. */
const pageSize = (answer: Outcome): Observation => {
  if (!isTaken(answer)) return decided(`refused with ${refusedWith(answer)}`);
  const self = itemsOf(answer, 'link').find(({ relation }) => relation === 'self')?.['url'];
  const count = /[?&]_count=(\d+)/.exec(String(self))?.[1];
  const [entries, total] = [itemsOf(answer, 'entry').length, Number(member(answer, 'total') ?? 0)];
  if (count !== undefined) return decided(count);
  return entries > 0 && total > entries ? decided(String(entries)) : open('there are too few appointments to see it');
};

const bySize =
  (setting: string): NonNullable<Ambiguity['readings']> =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 1000
      ? { settings: { [setting]: Number(value) } }
      : undefined;

/** A search that is refused, or answered as if the bad value were not there. */
const badValue = (answer: Outcome): Observation =>
  decided(isTaken(answer) ? 'ignored' : `refused with ${refusedWith(answer)}`);

const emptyResult = (answer: Outcome): Observation => {
  if (!isTaken(answer)) return decided(`refused with ${refusedWith(answer)}`);
  const shown = ['entry', 'link'].filter((name) => member(answer, name) !== undefined);
  return decided(shown.length === 0 ? 'neither links nor entries' : `with ${shown.join(' and ')}`);
};

const echoedId = (dashed: Outcome, dashless: Outcome): Observation => {
  const echoes = [textIn(dashed).includes(unknownId.dashed), textIn(dashless).includes(unknownId.dashless)];
  return decided(echoes.every(Boolean) ? 'as it was asked for' : echoes.some(Boolean) ? 'in one form' : 'not at all');
};

const frameworkReading: NonNullable<Ambiguity['readings']> = (value) =>
  value === 'refused' ? { validation: 'framework' } : undefined;

/** The versions of the framework tell a missing status in other words; Canvas's own refusal has neither. */
const frameworkVersion = (_control: Outcome, noStatus: Outcome): Observation => {
  const text = textIn(noStatus);
  if (text.includes('(type=value_error.missing)')) return decided('1.5');
  return decided(/\(type=(model_field_validation\.)?missing\b/.test(text) ? '3.0' : 'none');
};

/** How 422s are worded: the sentence of the rule, or the placeholder of the included sample. */
const observeWording = (control: Outcome): Observation => {
  if (isTaken(control)) return open('nothing was refused');
  return decided(/^unprocessable entity\.?$/i.test(textIn(control)) ? 'the placeholder' : 'a sentence of its own');
};

const notOffered = (answer: Outcome): Observation => {
  const { code, text } = issueIn(answer.body);
  return decided(code === '' ? `${answer.status} without an OperationOutcome` : `${answer.status} ${code}: ${text}`);
};

const fullStop = (answer: Outcome): Observation =>
  isTaken(answer)
    ? open('nothing was refused')
    : decided(textIn(answer).endsWith('.') ? 'with a full stop' : 'without a full stop');

const otherSystem = (control: Outcome, answer: Outcome): Observation => {
  if (isTaken(answer)) return decided('taken');
  const isAsUnknown = /exist/i.test(textIn(answer)) && /exist/i.test(textIn(control));
  return decided(`refused as ${isAsUnknown ? 'an unknown type' : 'another system'}, ${refusedWith(answer)}`);
};

const search = (call: string, read: (answer: Outcome) => Observation): Ambiguity['attempts'] => [
  { experiment: 'reads', from: [call], read },
];

const attemptsWith = (
  call: string,
  read: (control: Outcome, answer: Outcome) => Observation,
): Ambiguity['attempts'] => [{ experiment: 'refused', from: ['control', call], read }];

/** Where slots of twenty minutes begin: one after the other, or also on the quarter hours between them. */
const slotGrid = (answer: Outcome): Observation => {
  const starts = itemsOf(answer, 'entry').map(({ resource }) =>
    Date.parse(String((resource as { start?: unknown }).start)),
  );
  if (!isTaken(answer) || starts.length < 2) return open('there are too few slots to see it');
  const ordered = starts.toSorted((one, other) => one - other);
  const isOnQuarters = ordered.some((start, position) => start - (ordered[position - 1] ?? -Infinity) < 20 * 60_000);
  return decided(isOnQuarters ? 'quarter-hours' : 'duration');
};

const slotInstants = (days: Outcome, instants: Outcome): Observation =>
  isTaken(days) ? decided(isTaken(instants) ? 'take' : 'refuse') : open('the search for slots by days was refused');

export const withoutCreates: readonly Ambiguity[] = [
  {
    id: '057/slot-grid',
    question: 'Where do slots begin?',
    decision: '057',
    attempts: search('slots', slotGrid),
    readings: bySetting('slotGrid', 'quarter-hours', 'duration'),
  },
  {
    id: '057/slot-instants',
    question: 'May a search for slots name instants?',
    decision: '057',
    attempts: [{ experiment: 'reads', from: ['slots', 'slotsByInstant'], read: slotInstants }],
    readings: bySetting('slotInstants', 'take', 'refuse'),
  },
  {
    id: 'C19/default-page',
    question: 'How many entries has a page without _count?',
    decision: '013',
    attempts: [...search('list', pageSize), { experiment: 'visits', from: ['list'], read: pageSize }],
    readings: bySize('defaultPageSize'),
  },
  {
    id: 'C19/largest-page',
    question: 'How many entries has a page at most?',
    decision: '013',
    attempts: [...search('huge', pageSize), { experiment: 'visits', from: ['huge'], read: pageSize }],
    readings: bySize('largestPageSize'),
  },
  {
    id: 'C33',
    question: 'What does a search without matches show?',
    decision: '013',
    attempts: search('none', emptyResult),
  },
  { id: 'C35/date', question: 'What does a bad date do?', decision: '013', attempts: search('badDate', badValue) },
  {
    id: 'C35/sort',
    question: 'What does an unknown _sort do?',
    decision: '013',
    attempts: search('badSort', badValue),
  },
  { id: 'C35/count', question: 'What does a bad _count do?', decision: '013', attempts: search('badCount', badValue) },
  {
    id: 'C15',
    question: 'How does a 404 echo the id?',
    decision: '009',
    attempts: [{ experiment: 'reads', from: ['dashed', 'dashless'], read: echoedId }],
  },
  {
    id: 'C5/create',
    question: 'Is a create without status taken?',
    decision: '004',
    attempts: attemptsWith('noStatus', taken),
    readings: frameworkReading,
  },
  {
    id: 'C5/framework',
    question: 'Which version of the framework words the refusal of a create without status?',
    decision: '032',
    attempts: attemptsWith('noStatus', frameworkVersion),
    readings: (value) => {
      const version = frameworks.find((one) => one === value);
      return version === undefined ? undefined : { validation: 'framework', framework: version };
    },
  },
  {
    id: 'C22',
    question: 'Is a create without any supportingInformation taken?',
    decision: '004',
    attempts: attemptsWith('noLocation', taken),
  },
  {
    id: 'C9',
    question: 'Is an Endpoint taken that has an address and nothing besides?',
    decision: '006',
    attempts: attemptsWith('shortEndpoint', taken),
    readings: frameworkReading,
  },
  {
    id: 'C10/seconds',
    question: 'Are times without seconds taken?',
    decision: '008',
    attempts: attemptsWith('minutes', taken),
    readings: frameworkReading,
  },
  {
    id: 'C10/zone',
    question: 'Are times without a zone taken?',
    decision: '008',
    attempts: attemptsWith('zoneless', taken),
    readings: frameworkReading,
  },
  {
    id: 'C21',
    question: 'Is a resource taken that is wrapped in another object?',
    decision: '016',
    attempts: attemptsWith('wrapped', taken),
  },
  {
    id: 'C14',
    question: 'How is a 422 worded?',
    decision: '009',
    attempts: [{ experiment: 'refused', from: ['control'], read: observeWording }],
  },
  {
    id: 'C13/full-stop',
    question: 'Does the refusal of a type that is not scheduleable end with a full stop?',
    decision: '009',
    attempts: [{ experiment: 'refused', from: ['unscheduleable'], read: fullStop }],
  },
  {
    id: 'C28/system',
    question: 'How is a type refused whose system is neither SNOMED nor INTERNAL?',
    decision: '009',
    attempts: attemptsWith('otherSystem', otherSystem),
  },
  {
    id: 'C32',
    question: 'How is a method refused that is not offered?',
    decision: '009',
    attempts: [{ experiment: 'refused', from: ['remove'], read: notOffered, isAnyStatus: true }],
  },
  {
    id: 'C39/token',
    question: 'What is noticed first, a bad token or a malformed body?',
    decision: '015',
    attempts: [
      {
        experiment: 'refused',
        from: ['badToken'],
        isAnyStatus: true,
        read: ({ status }) =>
          status === 401 ? decided('the token') : status === 400 ? decided('the body') : open(`it answered ${status}`),
      },
    ],
  },
  {
    id: 'C39/id',
    question: 'What is noticed first, a malformed body or an unknown id?',
    decision: '015',
    attempts: [
      {
        experiment: 'refused',
        from: ['badTime'],
        read: ({ status }) =>
          status === 404 ? decided('the id') : status === 400 ? decided('the body') : open(`it answered ${status}`),
      },
    ],
  },
  {
    id: 'C29',
    question: 'Is an appointment of a patient taken that nobody knows?',
    decision: '009',
    attempts: [
      ...attemptsWith('stranger', refusedFirst('refuse')),
      {
        experiment: 'people',
        from: ['stranger'],
        read: (answer) => decided(isTaken(answer) ? 'accept' : 'refuse'),
      },
    ],
    readings: bySetting('unknownReferences', 'accept', 'refuse'),
  },
];
