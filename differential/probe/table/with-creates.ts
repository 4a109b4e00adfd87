// The ambiguities that only an appointment decides, which is cleaned up afterwards.
import type { Outcome } from '../../requests/index.ts';
import { bySetting, decided, open, type Ambiguity, type Attempt, type Observation } from './ambiguity.ts';
import {
  codingOf,
  isTaken,
  itemsOf,
  linkIn,
  minutesIn,
  reasonIn,
  refusedFirst,
  statusIn,
  supportingReferencesOf,
  textIn,
  typeCode,
} from './answers.ts';
import { reasonText, visitType } from './bodies.ts';
import { ownId } from './experiments.ts';

type Read = Attempt['read'];

/** An attempt that creates: an experiment, its calls separated by blanks, and the reader. */
const attemptWith = (experiment: string, from: string, read: Read): Attempt => ({
  experiment,
  from: from.split(' '),
  read,
});

/** `refused` where a write was; else what its effect is. */
const unlessRefused =
  (read: (shown: Outcome) => Observation) =>
  (write: Outcome, shown: Outcome): Observation =>
    isTaken(write) ? read(shown) : decided('refused');

const writeTaken = (write: Outcome): Observation => decided(isTaken(write) ? 'taken' : 'refused');

const omittedType = unlessRefused((shown) => decided(typeCode(shown) === visitType.code ? 'keep' : 'default'));

const omittedReason = unlessRefused((shown) => {
  const text = reasonIn(shown);
  if (text === undefined) return decided('removed');
  return decided(text === reasonText ? 'keep' : 'reset');
});

const observeRoomed = (...shown: readonly Outcome[]): Observation => {
  const found = shown.map(statusIn).find((status) => /^check(ed)?-in$/.test(status));
  return found === undefined ? decided(`neither: ${shown.map(statusIn).join(', ')}`) : decided(found);
};

/** What an update to a status has come to. */
const setting = (status: string, [write, shown]: readonly [Outcome, Outcome]): string => {
  if (!isTaken(write)) return 'refuse';
  return statusIn(shown) === status ? 'set' : 'ignore';
};

const observeUnsupported = (wait: Outcome, waiting: Outcome, err: Outcome, erred: Outcome): Observation => {
  const [one, other] = [setting('waitlist', [wait, waiting]), setting('entered-in-error', [err, erred])];
  return decided(one === other ? one : `waitlist: ${one}, entered-in-error: ${other}`);
};

const leavingCancelled = (cancelled: Outcome, revive: Outcome, revived: Outcome): Observation => {
  if (statusIn(cancelled) !== 'cancelled') return open('the appointment could not be cancelled');
  if (!isTaken(revive)) return decided('refuse');
  return decided(statusIn(revived) === 'cancelled' ? 'keep' : 'change');
};

const valuesIn = (answer: Outcome): readonly string[] =>
  itemsOf(answer, 'identifier').map(({ value }) => String(value));

/** The identifiers that have survived, and the reading that lets just these survive. */
const survivors: Readonly<Record<string, string>> = { expired: 'end-in-future', 'expired future': 'within-period' };

const replacement = unlessRefused((shown) => {
  const kept = ['current', 'expired', 'future'].filter((value) => valuesIn(shown).includes(value)).join(' ');
  return decided(survivors[kept] ?? `left over: ${kept || 'nothing'}`);
});

const movedStart = unlessRefused((shown) => {
  const minutes = minutesIn(shown);
  return decided(minutes === 20 ? 'keep-end' : minutes === 30 ? 'keep-duration' : `${minutes} minutes`);
});

const reversed = unlessRefused((shown) =>
  decided(minutesIn(shown) < 0 ? 'taken' : `taken as ${minutesIn(shown)} minutes`),
);

const observeRelocated = (made: Outcome, write: Outcome, shown: Outcome): Observation => {
  if (linkIn(made) === undefined) return open('the link was not stored in the first place');
  if (!isTaken(write)) return decided('refused');
  return decided(linkIn(shown) === undefined ? 'replace' : 'merge');
};

const bothIds = (made: Outcome, write: Outcome, shown: Outcome): Observation => {
  const isLinked = linkIn(made) !== undefined;
  if (!isTaken(write)) return decided(isLinked ? 'without -0 only' : 'neither');
  const isSuffixed = linkIn(shown) !== undefined && linkIn(shown) !== linkIn(made);
  return decided(isLinked ? (isSuffixed ? 'both' : 'without -0 only') : isSuffixed ? 'with -0 only' : 'neither');
};

const observeIdentifiers = (made: Outcome, annexed: Outcome, write: Outcome, shown: Outcome): Observation => {
  const [first, second, third] = [made, annexed, shown].map((answer) => supportingReferencesOf(answer, 'Location')[0]);
  if (!isTaken(write)) return decided('refused');
  return decided(third === second ? 'ignored' : third === first ? 'taken, shown as UUID' : 'taken, shown otherwise');
};

/** What a search of the created appointment's day finds by two forms of one value. */
const compareForms =
  (one: string, other: string) =>
  (first: Outcome, second: Outcome): Observation => {
    const found = [first, second].map((answer) => itemsOf(answer, 'entry').length);
    if (found[0] === 0 && found[1] === 0) return decided('neither');
    return decided(found[0] === 0 ? `only ${other}` : found[1] === 0 ? `only ${one}` : 'both');
  };

const body = ({ body: sent }: Outcome): Observation => {
  if (sent === undefined) return decided('empty');
  return decided(sent === null ? 'null' : 'the resource');
};

const codingShown = (answer: Outcome): Readonly<Record<string, unknown>> | undefined =>
  codingOf(itemsOf(answer, 'reasonCode')[0]);

const observeStructured = (made: Outcome): Observation => decided(String(codingShown(made) !== undefined));

const observeSelected = (made: Outcome, unselected: Outcome): Observation => {
  const shown = [made, unselected].map((answer) => codingShown(answer)?.['userSelected']);
  if (shown[0] === undefined && shown[1] === undefined) return open('no coding is shown');
  return decided(shown[0] === true && shown[1] === false ? 'as it was sent' : 'as it is configured');
};

const described = unlessRefused((shown) => {
  const text = reasonIn(shown);
  return decided(
    /description/i.test(text ?? '') ? 'the description' : /text/i.test(text ?? '') ? 'the text' : String(text),
  );
});

const doubleBooking = (first: Outcome, second: Outcome): Observation => {
  if (!isTaken(first)) return open('the first appointment was refused');
  return decided(isTaken(second) ? 'allow' : 'forbid');
};

const touching = (first: Outcome, second: Outcome, third: Outcome): Observation => {
  if (!isTaken(first) || isTaken(second)) return open('double booking is allowed there, so that nothing is refused');
  return decided(isTaken(third) ? 'do not collide' : 'collide');
};

const updateWording = (write: Outcome): Observation => {
  if (isTaken(write)) return open('nothing was refused');
  return decided(/create/i.test(textIn(write)) ? 'as a create error' : 'as an error of its own');
};

const reasonWording = (write: Outcome): Observation => {
  if (isTaken(write)) return open('nothing was refused: structured reasons may be switched off');
  const text = textIn(write);
  if (!/structured reason for visit/i.test(text)) return decided('otherwise worded');
  return decided(text.startsWith('S') ? 'with a capital S' : 'as the page has it');
};

/** Which statuses of participants are taken: `active`, and then `tentative`, which FHIR knows and `active` not. */
const participantStatus = (active: Outcome, tentative: Outcome): Observation => {
  if (isTaken(active)) return decided('any');
  return decided(isTaken(tentative) ? 'fhir' : 'accepted only');
};

/** The same by bodies that are refused in any case: where `active` is, `tentative` tells more. */
const participantStatusRefused = (control: Outcome, active: Outcome, tentative: Outcome): Observation => {
  const isRefused = [active, tentative].map((answer) => 'value' in refusedFirst('')(control, answer));
  if (isRefused[0] === false) return open('the type may have been looked at first');
  return decided(isRefused[1] === true ? 'accepted only' : 'fhir');
};

export const withCreates: readonly Ambiguity[] = [
  {
    id: 'C6',
    question: 'Which statuses of a participant are taken?',
    decision: '005',
    attempts: [
      { experiment: 'refused', from: ['control', 'active', 'tentative'], read: participantStatusRefused },
      attemptWith('reasons', 'active tentative', participantStatus),
    ],
    readings: bySetting('participantStatus', 'any', 'fhir'),
  },
  {
    id: 'C28/codings',
    question: 'Is a type with two codings taken?',
    decision: '009',
    attempts: [
      { experiment: 'refused', from: ['control', 'twoCodings'], read: refusedFirst('refused') },
      attemptWith('reasons', 'twoTypes', writeTaken),
    ],
  },
  {
    id: 'C3/type',
    question: 'What does an update without appointmentType do to the type?',
    decision: '001',
    attempts: [attemptWith('visits', 'omit omitted', omittedType)],
    readings: bySetting('updateWithoutType', 'default', 'keep'),
  },
  {
    id: 'C3/reason',
    question: 'What does an update without reasonCode and description do to the reason?',
    decision: '001',
    attempts: [attemptWith('visits', 'omit omitted', omittedReason)],
    readings: bySetting('updateWithoutReason', 'keep', 'reset'),
  },
  {
    id: 'C5/update',
    question: 'Is an update taken that holds a status and nothing besides?',
    decision: '004',
    attempts: [attemptWith('visits', 'partial', writeTaken)],
    readings: (value) => (value === 'refused' ? { validation: 'framework' } : undefined),
  },
  {
    id: 'C17',
    question: 'In which forms does appointment-type find a type?',
    decision: '013',
    attempts: [attemptWith('visits', 'byCode byToken', compareForms('code', 'system|code'))],
  },
  {
    id: 'C24',
    question: 'In which forms does location find a location?',
    decision: '011',
    attempts: [attemptWith('visits', 'byReference byId', compareForms('Location/id', 'the bare id'))],
  },
  {
    id: 'C18',
    question: 'Does an appointment refer to an encounter before anybody is checked in?',
    decision: '012',
    attempts: [
      attemptWith('visits', 'made', (made) =>
        decided(supportingReferencesOf(made, 'Encounter').length > 0 ? 'from the start' : 'not yet'),
      ),
    ],
  },
  {
    id: 'C37',
    question: 'What becomes of the id of an identifier that a create sends?',
    decision: '007',
    attempts: [
      attemptWith('visits', 'made', (made) => {
        const id = itemsOf(made, 'identifier')[0]?.['id'];
        return decided(id === undefined ? 'dropped' : id === ownId ? 'kept' : 'assigned anew');
      }),
    ],
  },
  {
    id: 'C38',
    question: 'Does a video visit without a link of its own show one?',
    decision: '006',
    attempts: [attemptWith('visits', 'made', (made) => decided(linkIn(made) === undefined ? 'none' : 'a room'))],
  },
  {
    id: '019/write-body',
    question: 'What is the body of a create that was taken?',
    decision: '019',
    attempts: [attemptWith('visits', 'create', body)],
    readings: (value) => (value === 'empty' ? { settings: { writeBody: 'empty' } } : undefined),
  },
  {
    id: '057/update-location',
    question: 'Does the answer to an update say where the resource is?',
    decision: '057',
    attempts: [
      attemptWith('visits', 'omit', (answer) =>
        isTaken(answer)
          ? decided(answer.headers['location'] === undefined ? 'left-out' : 'sent')
          : open('the update was refused'),
      ),
    ],
    readings: bySetting('updateLocation', 'sent', 'left-out'),
  },
  {
    id: 'C1',
    question: 'How is a roomed appointment shown?',
    decision: '002',
    attempts: [attemptWith('statuses', 'roomed roomedAsMapped', observeRoomed)],
    readings: bySetting('roomedStatus', 'checked-in', 'check-in'),
  },
  {
    id: 'C27',
    question: 'What does an update to waitlist or entered-in-error do?',
    decision: '003',
    attempts: [attemptWith('statuses', 'wait waiting err erred', observeUnsupported)],
    readings: bySetting('unsupportedStatus', 'refuse', 'ignore'),
  },
  {
    id: 'C26',
    question: 'What does an update of a cancelled appointment to another status do?',
    decision: '003',
    attempts: [attemptWith('statuses', 'cancelled revive revived', leavingCancelled)],
    readings: bySetting('cancelledUpdate', 'keep', 'refuse'),
  },
  {
    id: 'C4',
    question: 'Which stored identifiers does the list of an update replace?',
    decision: '007',
    attempts: [attemptWith('identifiers', 'replace replaced', replacement)],
    readings: bySetting('identifierReplacement', 'end-in-future', 'within-period'),
  },
  {
    id: '017/start',
    question: 'What does an update of start without end move?',
    decision: '017',
    attempts: [attemptWith('times', 'move moved', movedStart)],
    readings: bySetting('updateOfStart', 'keep-end', 'keep-duration'),
  },
  {
    id: 'C11',
    question: 'Is an end taken that lies before the start?',
    decision: '008',
    attempts: [
      { experiment: 'refused', from: ['control', 'reversed'], read: refusedFirst('refused') },
      attemptWith('times', 'reverse reversed', reversed),
    ],
  },
  {
    id: '017/list',
    question: 'Does a list of supportingInformation add to what is stored, or replace it?',
    decision: '017',
    attempts: [attemptWith('links', 'made relocate relocated', observeRelocated)],
    readings: bySetting('supportingInformationUpdate', 'merge', 'replace'),
  },
  {
    id: 'C8',
    question: 'With which ids of a contained Endpoint is a link stored?',
    decision: '006',
    attempts: [attemptWith('links', 'made suffix suffixed', bothIds)],
  },
  {
    id: 'C20',
    question: 'Is a location taken that is named by its integer?',
    decision: '011',
    attempts: [attemptWith('links', 'made annexed number numbered', observeIdentifiers)],
  },
  {
    id: '010/structured',
    question: 'Are structured reasons for visit switched on?',
    decision: '010',
    attempts: [attemptWith('reasons', 'made', observeStructured)],
    readings: (value) => ({ settings: { structuredReasonForVisit: value === 'true' } }),
  },
  {
    id: 'C23',
    question: 'What becomes of a status other than proposed in a create?',
    decision: '003',
    attempts: [
      attemptWith('reasons', 'made', (made) =>
        decided(statusIn(made) === 'booked' ? 'it is stored' : `it reads ${statusIn(made)}`),
      ),
    ],
  },
  {
    id: 'C25',
    question: 'What is the description of a coded reason without text?',
    decision: '010',
    attempts: [attemptWith('reasons', 'made', (made) => decided(reasonIn(made) ?? 'none'))],
  },
  {
    id: 'C34',
    question: 'What does userSelected of a reason show?',
    decision: '010',
    attempts: [attemptWith('reasons', 'made unselected', observeSelected)],
  },
  {
    id: 'C16',
    question: 'Which wins, the text of the reason or the description?',
    decision: '010',
    attempts: [attemptWith('reasons', 'both described', described)],
  },
  {
    id: 'C7',
    question: 'In which order are participants taken and shown?',
    decision: '005',
    attempts: [
      attemptWith(
        'reasons',
        'swap swapped',
        unlessRefused((shown) => {
          const [first] = itemsOf(shown, 'participant');
          const reference = (first?.['actor'] as { reference?: string } | undefined)?.reference ?? '';
          return decided(
            reference.startsWith('Practitioner/') ? 'any, practitioner shown first' : 'any, as it was sent',
          );
        }),
      ),
    ],
  },
  {
    id: 'C12',
    question: 'How does an update refuse a type that does not exist?',
    decision: '009',
    attempts: [attemptWith('reasons', 'otherType', updateWording)],
  },
  {
    id: 'C13/reason',
    question: 'How is a reason refused that is not configured?',
    decision: '009',
    attempts: [attemptWith('reasons', 'otherReason', reasonWording)],
  },
  {
    id: 'C31/switch',
    question: 'May a provider have two appointments at one time?',
    decision: '014',
    attempts: [attemptWith('bookings', 'first second', doubleBooking)],
    readings: bySetting('doubleBooking', 'allow', 'forbid'),
  },
  {
    id: 'C31/touching',
    question: 'Do two appointments collide of which one ends as the other begins?',
    decision: '014',
    attempts: [attemptWith('bookings', 'first second touching', touching)],
  },
  {
    id: 'C30',
    question: 'Is a visit without a patient taken?',
    decision: '005',
    attempts: [attemptWith('people', 'alone', writeTaken)],
  },
];
