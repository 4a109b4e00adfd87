// reasonCode and description: two FHIR members over one reason for visit.
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Elements, Refusals } from './behaviour.ts';
import { nameIn, textOf } from './proposal.ts';
import type { AppointmentRecord, Reason } from '../../schemas/canvas/record.ts';

const none: Reason = { coding: null, text: null };

/** The code to look up: undefined where no coding was sent or the instance has no structured reasons. */
const codeToFind = ({ proposal, instance }: Attempt): string | undefined =>
  instance.settings.structuredReasonForVisit ? proposal.reasonCode?.code : undefined;

export const currentReason = ({ reasons }: AppointmentRecord): Reason => reasons.at(-1) ?? none;

const isSame = (one: Reason, other: Reason | undefined): boolean =>
  one.coding === other?.coding && one.text === other.text;

/** Changes the reason: a new entry replaces the stored one, and the later effects of one write share that entry. */
const changeReason = (draft: AppointmentRecord, { stored }: Attempt, next: Reason): AppointmentRecord => {
  const past = stored?.reasons ?? [];
  if (isSame(next, currentReason(draft))) return draft;
  return { ...draft, reasons: isSame(next, past.at(-1)) ? past : [...past, next] };
};

const changeText = (draft: AppointmentRecord, attempt: Attempt, text: string | null): AppointmentRecord =>
  changeReason(draft, attempt, { coding: currentReason(draft).coding, text });

const noDescription = 'No description given';

const isWithoutReason = ({ proposal: { description, reasonCode } }: Attempt): boolean =>
  description === undefined && reasonCode === undefined;

export const reasonCodeRefusals = {
  'reason-code/must-exist': (attempt) => {
    const code = codeToFind(attempt);
    return code === undefined || attempt.instance.reasonCodingByCode(code) !== undefined
      ? undefined
      : reject('reason-code/must-exist', { code: nameIn(code) });
  },
  'reason-code/must-be-unique': (attempt) => {
    const code = codeToFind(attempt);
    return code !== undefined && attempt.instance.reasonCodingsWith(code) > 1
      ? reject('reason-code/must-be-unique', { code })
      : undefined;
  },
} satisfies Partial<Refusals>;

export const reasonCodeEffects = {
  'reason-code/text': (draft, attempt) =>
    attempt.proposal.reasonCode === undefined ? draft : changeText(draft, attempt, attempt.proposal.reasonCode.text),
  'reason-code/structured': (draft, attempt) => {
    if (attempt.proposal.reasonCode === undefined) return draft;
    const code = codeToFind(attempt);
    const coding = code === undefined ? undefined : attempt.instance.reasonCodingByCode(code);
    return changeReason(draft, attempt, { coding: coding?.id ?? null, text: currentReason(draft).text });
  },
  'reason-code/description-sent': (draft, attempt) => {
    const { description, reasonCode } = attempt.proposal;
    return description !== undefined && (reasonCode?.text ?? null) === null
      ? changeText(draft, attempt, textOf(description))
      : draft;
  },
  'reason-code/default-text': (draft, attempt) =>
    attempt.interaction === 'create' && isWithoutReason(attempt) ? changeText(draft, attempt, noDescription) : draft,
  'reason-code/omitted-reason-is-reset': (draft, attempt) => {
    const { interaction, instance } = attempt;
    return interaction === 'update' && instance.settings.updateWithoutReason === 'reset' && isWithoutReason(attempt)
      ? changeReason(draft, attempt, { coding: null, text: noDescription })
      : draft;
  },
} satisfies Partial<Effects>;

export const reasonCodeElements = {
  'reason-code/coding-shown': (view, record, context) => {
    const { coding, text } = currentReason(record);
    const configured = coding === null ? undefined : context.reasonCoding(coding);
    if (configured === undefined) return view;
    const { system, code, display, userSelected } = configured;
    const shown = { coding: [{ system, code, display, userSelected }], ...(text === null ? {} : { text }) };
    return { ...view, reasonCode: [shown] };
  },
  'reason-code/description-mirrors-text': (view, record) => {
    const { text } = currentReason(record);
    return text === null ? view : { ...view, description: text };
  },
} satisfies Partial<Elements>;
