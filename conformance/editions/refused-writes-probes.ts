// The probes by writes that every edition refuses: each tells the editions by how it is refused.
import type { RuleId } from '../../schemas/rules/index.ts';
import { inWords, type Probe } from './probe.ts';
import type { Answer, Found } from './probe-target.ts';

// A type and a reason that no instance has: a body with them is refused whatever else is right or wrong with it.
export const noCode = 'canvas-harness-no-such-code';

const bodyWith = ({ practitioner, patient, location }: Found, members: object): object => ({
  resourceType: 'Appointment',
  status: 'proposed',
  appointmentType: { coding: [{ system: 'INTERNAL', code: noCode }] },
  reasonCode: [{ coding: [{ system: 'INTERNAL', code: noCode }] }],
  supportingInformation: location === undefined ? [] : [{ reference: `Location/${location}` }],
  start: '2031-03-04T15:00:00Z',
  end: '2031-03-04T15:30:00Z',
  participant: [
    { actor: { reference: `Practitioner/${practitioner}` }, status: 'accepted' },
    ...(patient === undefined ? [] : [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }]),
  ],
  ...members,
});

/** A probe that posts a body which every edition refuses, and looks how. */
const refusal = (
  rule: RuleId,
  asks: string,
  members: (found: Found) => object,
  holds: (answer: Answer) => boolean | undefined,
): Probe => ({
  rule,
  asks,
  look: async ({ postRefused, found }) => {
    const answer = await postRefused(bodyWith(found, members(found)));
    return { holds: holds(answer), seen: inWords(answer) };
  },
});

const saysNothingElse = (answer: Answer, isHere: boolean, isElsewhere: boolean): boolean | undefined =>
  isHere ? true : isElsewhere && answer.status >= 400 ? false : undefined;

const oldType = /type does not exist with system/i;
const newType = /type does not exist with code/i;
const isTypeRefusal = ({ text }: Answer): boolean => oldType.test(text) || newType.test(text);

const needsId: Probe = {
  rule: 'interaction/update-needs-id',
  asks: 'whether an update of an unknown appointment, without an id in its body, is refused for that',
  look: async ({ putUnknown, found }) => {
    const answer = await putUnknown(bodyWith(found, {}));
    return { holds: saysNothingElse(answer, answer.status === 400, answer.status === 404), seen: inWords(answer) };
  },
};

const otherSystem = refusal(
  'appointment-type/other-system-is-refused',
  'how a type of another system is refused',
  () => ({ appointmentType: { coding: [{ system: 'http://loinc.org', code: noCode }] } }),
  (answer) => {
    // The first editions refuse another system too, in words that begin as those of every create.
    if (/^Appointment Create Error|practitioner/i.test(answer.text) || answer.status !== 422) return undefined;
    return !isTypeRefusal(answer);
  },
);

/** The probes whose writes every edition refuses. */
export const refusals: readonly Probe[] = [
  refusal(
    'interaction/required-members',
    'a create without supportingInformation, of a type that does not exist',
    () => ({ supportingInformation: undefined }),
    (answer) => saysNothingElse(answer, answer.status === 400, isTypeRefusal(answer)),
  ),
  refusal(
    'appointment-type/code-must-exist',
    'how a type that does not exist is refused',
    () => ({}),
    (answer) => saysNothingElse(answer, newType.test(answer.text), oldType.test(answer.text)),
  ),
  refusal(
    'participant/status-is-accepted',
    'a create with the participant status tentative, of a type that does not exist',
    ({ practitioner }) => ({
      participant: [{ actor: { reference: `Practitioner/${practitioner}` }, status: 'tentative' }],
    }),
    (answer) => saysNothingElse(answer, answer.status === 400, isTypeRefusal(answer)),
  ),
  needsId,
  otherSystem,
];
