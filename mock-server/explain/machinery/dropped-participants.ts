// What a write said of participants in vain: the rule behind it, or what to say where no rule speaks of it.
import { asText, entryOf, isObject } from '../../../schemas/json.ts';
import type { Difference } from './differences.ts';
import { causeByPath, type Cause, type Hint } from './ignored.ts';

const byPath = causeByPath([
  [/^participant\[\d+\]\.status/, 'participant/status-unused'],
  [/^participant\[\d+\]\.actor\.type/, 'participant/actor-type'],
]);

const isReference = ({ path }: Difference): boolean => /^participant\[\d+\]\.actor\.reference$/.test(path);

export const participantCause: Cause = (difference, write) =>
  isReference(difference) && /\/\s*$/.test(asText(difference.sent))
    ? 'participant/blank-practitioner'
    : byPath(difference, write);

/** What to say of a participant that is not kept, by the type of its actor. */
const unkept: Readonly<Record<string, string>> = {
  Practitioner: 'An appointment has one practitioner, the first that is named: this one is not kept',
  Patient: 'An appointment has one patient, the first that is named: this one is not kept',
  Location: 'The location is named in supportingInformation: as a participant it is not kept',
};

/** What to say of a participant that was dropped, or whose reference is shown in another form. */
export const participantHint: Hint = (difference) => {
  const { path, sent, shown } = difference;
  if (isReference(difference)) return `A reference is kept as type and id: it is shown as ${asText(shown)}`;
  if (!/^participant\[\d+\]$/.test(path)) return undefined;
  const actor = isObject(sent) && isObject(sent['actor']) ? sent['actor'] : {};
  const [, type = ''] = /(?:^|\/)([A-Z]\w+)\//.exec(asText(actor['reference'])) ?? [];
  return entryOf(unkept, type) ?? 'Only a practitioner and a patient take part: other participants are not kept';
};
