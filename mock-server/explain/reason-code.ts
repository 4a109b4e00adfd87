// What to do about a reason for visit that is not configured, or configured twice.
import { nearest } from '../../schemas/nearest.ts';
import { listIn, type Repairs } from './machinery/repair.ts';
import { withMembers } from './machinery/client-request.ts';
import { causeByPath, type Cause } from './machinery/ignored.ts';

export const reasonCodeRepairs = {
  'reason-code/must-exist': (request, { world, parameters }) => {
    const [reason = {}, ...others] = listIn(request, 'reasonCode');
    const { code = '' } = parameters;
    const known = nearest(code, world.store().reasonCodings.values(), (configured) => configured.code);
    const { coding: _unknown, ...plain } = reason;
    const next = known === undefined ? plain : { ...reason, coding: [{ system: known.system, code: known.code }] };
    return {
      request: withMembers(request, { reasonCode: [next, ...others] }),
      where: '$.reasonCode[0].coding[0].code',
      advice: 'The code has to be a configured reason for visit; or send the reason as text alone',
    };
  },
  'reason-code/must-be-unique': (request) => ({
    request: withMembers(request, {
      reasonCode: listIn(request, 'reasonCode').map(({ coding: _coding, ...plain }) => plain),
    }),
    where: '$.reasonCode[0].coding[0].code',
    advice: 'Two configured reasons have that code: send the reason as text, or have the settings cleaned up',
  }),
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
