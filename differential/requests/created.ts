// What a script creates, and which of its calls need the id.
import type { Call, Script } from './script.ts';

/** The type that a create is about. */
export const createdTypeOf = ({ path }: Call): string => path.split(/[/?]/)[1] ?? '';

/** True where a later call names what this one has created. */
export const isIdNeeded = ({ calls }: Script, position: number): boolean =>
  calls.slice(position + 1).some((call) => JSON.stringify(call).includes(`{${position}:location}`));

/** The calls that create something, in their order. */
export const creates = ({ calls }: Script): readonly number[] =>
  calls.flatMap(({ method, path }, position) =>
    method === 'POST' && /^\/(Appointment|Patient)$/.test(path) ? [position] : [],
  );
