// What a write names that has to be there: people, a place, a type, a reason. What was never seen may be there or not.
import { actorIn, assumedReason, assumedType, assumeThere, codingIn, idIn, keyOf, listOf } from './learn-records.ts';
import type { LiveState } from './live-state.ts';
import type { JsonObject } from '../../schemas/json.ts';

/** The names of all that a body refers to: `Patient/<id>`, `type/<system>|<code>`. */
const namedIn = (body: JsonObject): readonly string[] => {
  const [type, reason] = [codingIn(body['appointmentType']), codingIn(listOf(body['reasonCode'])[0])];
  const location = listOf(body['supportingInformation']).flatMap(
    ({ reference }) => idIn(reference, 'Location') ?? [],
  )[0];
  return [
    ...(['Practitioner', 'Patient'] as const).flatMap((kind) => {
      const id = actorIn(body, kind);
      return id === undefined ? [] : [`${kind}/${id}`];
    }),
    ...(location === undefined ? [] : [`Location/${location}`]),
    ...(type === undefined ? [] : [`type/${keyOf(type)}`]),
    ...(reason === undefined ? [] : [`reason/${keyOf(reason)}`]),
  ];
};

/** Assumes that everything a body names is there, so that the mock can be asked. */
export const assumeNamed = (state: LiveState, body: JsonObject): void => {
  for (const name of namedIn(body)) {
    const [kind, id] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
    if (kind === 'Practitioner' || kind === 'Patient' || kind === 'Location') assumeThere(state, kind, id);
  }
  const { noteTypes, reasonCodings } = state.collections;
  const [type, reason] = [codingIn(body['appointmentType']), codingIn(listOf(body['reasonCode'])[0])];
  if (type !== undefined && !noteTypes.has(keyOf(type))) noteTypes.set(keyOf(type), assumedType(type));
  if (reason !== undefined && !hasReason(state, reason.code)) reasonCodings.set(keyOf(reason), assumedReason(reason));
};

/** Reasons are looked up by their code alone. */
const hasReason = ({ collections }: LiveState, code: string): boolean =>
  [...collections.reasonCodings.values()].some((one) => one.code === code);

/** One way the world may be: what of the unseen is absent, or not scheduleable. */
interface Assumption {
  readonly isAbsent: (name: string) => boolean;
  readonly unscheduleable?: string;
}

const allThere: Assumption = { isAbsent: () => false };

/** The ways the world may be, given what was never seen: all of it is there, or one thing is not. */
export const assumptions = (state: LiveState, body: JsonObject): readonly Assumption[] => {
  const unseen = namedIn(body).filter((name) => !state.isConfirmed(name));
  return [
    allThere,
    ...unseen.flatMap((name): Assumption[] => [
      { isAbsent: (one) => one === name },
      ...(name.startsWith('type/') ? [{ ...allThere, unscheduleable: name.slice('type/'.length) }] : []),
    ]),
  ];
};

/** Takes note that everything a body names is there: the live side has accepted it. */
export const confirmNamed = (state: LiveState, body: JsonObject): void => {
  for (const name of namedIn(body)) state.confirm(name);
};
