// read: one appointment by its id.
import { reject } from '../../../schemas/outcome.ts';
import type { Handler } from '../any-type/exchange.ts';

export const read: Handler = ({ id, trace }, world) => {
  const record = world.store().appointments.get(id);
  if (record !== undefined) return { status: 200, json: world.asJson(record, trace) };
  return world.contract.isInForce('interaction/unknown-id')
    ? reject('interaction/unknown-id', { type: 'Appointment', id })
    : { status: 200, body: null };
};
