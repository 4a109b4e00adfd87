// Judges what a client makes of the answer to a create.
import { hasSucceeded, isCreate, isFhir, isWrite, lineOf, routeOf } from '../calls.ts';
import { judgedBy, notExercised, type Context, type Finding, type Judge } from '../judging.ts';
import type { Recorded } from '../../traffic/index.ts';

/** What becomes of an id that was not found where it was looked for: in a body that is null, or at the end of the header. */
const wrongId = /^(undefined|null|none|nil|nan|false|true|\[object.*|\{.*|https?:?.*|appointment|_history|\d{1,3})$/i;

const usesId = (id: string) => (call: Recorded) =>
  call.path.includes(id) || call.body.includes(id) || (isFhir(call) && call.path.includes(encodeURIComponent(id)));

const created = (calls: readonly Recorded[]): readonly Recorded[] =>
  calls.filter((call) => isCreate(call) && hasSucceeded(call) && call.created !== undefined);

/** An id that no create has given, of a form that only a mistake in reading the answer has. */
const isMistaken = (call: Recorded): boolean => {
  const { type, id, kind } = routeOf(call);
  return type === 'Appointment' && ['read', 'update', 'other'].includes(kind) && wrongId.test(id);
};

const plainIdOf = (id: string): string => id.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** An id that was given, but not as it was given: in other letters, without its dashes, or with more behind it. */
const isMangled =
  (creates: readonly Recorded[]) =>
  (call: Recorded): boolean => {
    const { type, id } = routeOf(call);
    if (type !== 'Appointment' || id === '' || call.status !== 404) return false;
    return creates.some(({ created = '' }) => id !== created && plainIdOf(id).startsWith(plainIdOf(created)));
  };

const judgeIdFromLocation: Judge = (calls) => {
  const creates = created(calls);
  const [first] = creates;
  if (first === undefined) return notExercised;
  const later = calls.slice(calls.indexOf(first) + 1);
  const findings = later
    .filter((call) => isMistaken(call) || isMangled(creates)(call))
    .map((call): Finding => {
      const create = creates.findLast((one) => calls.indexOf(one) < calls.indexOf(call)) ?? first;
      return {
        what: `${lineOf(call)}: the id '${routeOf(call).id}' is not that of the new appointment`,
        calls: [create, call],
        expected: `/Appointment/${create.created ?? ''}`,
        actual: call.path,
      };
    });
  const used = creates.filter((create) => {
    const rest = calls.slice(calls.indexOf(create) + 1);
    return rest.some(usesId(create.created ?? ''));
  });
  return judgedBy(used, findings);
};

/** A write that has succeeded without telling anything in its body. */
const isSilent = (call: Recorded): boolean =>
  isWrite(call) && hasSucceeded(call) && (call.answer === undefined || call.answer === null || call.answer === '');

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.method === other.method && one.path === other.path && one.body === other.body;

/** A client that ends right after a silent write, and does not end there where the write tells what it has made. */
const endedAtWrite = (calls: readonly Recorded[], { ending, control }: Context): readonly Finding[] => {
  const last = calls.filter(isFhir).at(-1);
  if (last === undefined || !isSilent(last) || ending === undefined || control?.ending === undefined) return [];
  const isWorse = ending.exitCode !== 0 && control.ending.exitCode === 0;
  const isShorter = calls.filter(isFhir).length < control.calls.filter(isFhir).length;
  if (!isWorse && !isShorter) return [];
  const how = ending.hasHung ? 'does not end' : `ends with exit code ${ending.exitCode ?? 'none'}`;
  return [
    {
      what: `after ${lineOf(last)}, whose body is ${last.answer === null ? 'null' : 'empty'}, the client ${how}`,
      calls: [last],
      expected: `it goes on, as it does in the world '${control.world}'`,
      actual: lastLine(ending.output),
    },
  ];
};

const lastLine = (output: string): string => output.trimEnd().split('\n').slice(-3).join('\n').slice(-400);

/** A client that writes the same again after a success, and writes it once where the body tells what was made. */
const findRepeatedWrites = (calls: readonly Recorded[], { control }: Context): readonly Finding[] => {
  const creates = calls.filter((call) => isCreate(call) && isSilent(call));
  const twice = creates.find((call, index) => creates.slice(0, index).some((before) => isSame(before, call)));
  if (twice === undefined || control?.ending === undefined) return [];
  const made = control.calls.filter((call) => isCreate(call) && hasSucceeded(call)).length;
  if (made >= creates.length) return [];
  return [
    {
      what: `${lineOf(twice)} is sent a second time after a success`,
      calls: creates.slice(0, 2),
      expected: made,
      actual: creates.length,
    },
  ];
};

const judgeEmptyBody: Judge = (calls, context) => {
  const silent = calls.filter(isSilent);
  const findings = [...endedAtWrite(calls, context), ...findRepeatedWrites(calls, context)];
  const wentOn = silent.filter((call) => calls.indexOf(call) < calls.length - 1 || context.ending?.exitCode === 0);
  return judgedBy(wentOn, findings);
};

export const answer = {
  'answer/id-is-taken-from-location': judgeIdFromLocation,
  'answer/empty-body-is-a-success': judgeEmptyBody,
} as const;
