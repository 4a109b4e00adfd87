// What to do about a reason for visit that is not configured, or configured twice.
import type { ReasonCoding } from '../../schemas/canvas/record.ts';
import { listIn, noFix, objectsIn, type Fix, type Repairs } from './machinery/repair.ts';
import { withMembers, type ClientRequest, type Json } from './machinery/client-request.ts';
import { causeByPath, type Cause } from './machinery/ignored.ts';
import { meantBy } from './machinery/meant.ts';

const where = '$.reasonCode[0].coding[0].code';

const codingOf = ({ coding }: Json): Json => objectsIn(coding)[0] ?? {};

const textIn = (value: Json, name: string): string => (typeof value[name] === 'string' ? value[name] : '');

/** The reason as text alone: its own text, or the words of its coding. */
const asText = (request: ClientRequest, advice: string, words = ''): Fix => {
  const [reason = {}, ...others] = listIn(request, 'reasonCode');
  const text = textIn(reason, 'text') || textIn(codingOf(reason), 'display') || words;
  if (text === '') return noFix(where, `${advice}; this one has no text`);
  return { request: withMembers(request, { reasonCode: [{ text }, ...others] }), where, advice };
};

/** The configured reason that a code or the words beside it mean. */
const meantReason = (reason: Json, code: string, configured: readonly ReasonCoding[]): ReasonCoding | undefined =>
  meantBy(textIn(codingOf(reason), 'display'), configured, ({ display }) => [display]) ??
  meantBy(code, configured, (known) => [known.code, known.display]);

export const reasonCodeRepairs = {
  'reason-code/must-exist': (request, { world }) => {
    const [reason = {}, ...others] = listIn(request, 'reasonCode');
    const code = textIn(codingOf(reason), 'code');
    const configured = [...world.store().reasonCodings.values()];
    const unique = configured.filter((one) => world.instance.reasonCodingsWith(one.code) === 1);
    const list = unique.map((one) => `${one.code} (${one.display})`).join(', ');
    const known = meantReason(reason, code, unique);
    if (known === undefined)
      return asText(
        request,
        `The code has to be a configured reason for visit: ${list}. Or send the reason as text alone`,
      );
    const next = { ...reason, coding: [{ system: known.system, code: known.code }] };
    return {
      request: withMembers(request, { reasonCode: [next, ...others] }),
      where,
      advice: `${known.display} is ${known.code}; the configured reasons are ${list}`,
    };
  },
  'reason-code/must-be-unique': (request, { world, parameters: { code = '' } }) =>
    asText(
      request,
      'Two configured reasons have that code: send the reason as text alone, or have the settings cleaned up',
      world.instance.reasonCodingByCode(code)?.display,
    ),
} satisfies Repairs<'reason-code'>;

const causeOf = causeByPath([
  [/^reasonCode\[[1-9]/, 'reason-code/first-only'],
  [/^reasonCode\[0\]\.coding/, 'reason-code/coding-shown'],
  [/^reasonCode\[0\]\.text/, 'reason-code/text'],
  [/^description/, 'reason-code/description-mirrors-text'],
]);

/** Without structured reasons, no rule says what an update does with a coding. */
export const reasonCodeCause: Cause = (difference, write) =>
  write.request.method === 'PUT' &&
  difference.path === 'reasonCode[0].coding' &&
  !write.world.settings().structuredReasonForVisit
    ? undefined
    : causeOf(difference, write);
