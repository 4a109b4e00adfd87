// Requests of an exploration that need no model: plain ones, and some that are wrong whatever there is.
import type { Call } from '../requests/index.ts';
import { wholeBody } from './values.ts';

/** A request with the usual token. */
export const call = (method: string, path: string, more: Partial<Call> = {}): Call => ({
  method,
  path,
  headers: {},
  body: undefined,
  bearer: 'usual',
  ...more,
});

/** The headers of a body. */
export const json = { 'content-type': 'application/json' };
const unknownId = 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';

/** Requests that are wrong whatever there is. */
export const refusedAnywhere: readonly Call[] = [
  call('GET', `/Appointment/${unknownId}`),
  call('PUT', `/Appointment/${unknownId}`, { headers: json, body: wholeBody }),
  call('GET', '/Appointment?date={day}', { bearer: 'none' }),
  call('GET', '/Appointment?date={day}', { bearer: { text: 'no-such-token' } }),
  call('POST', '/Appointment', { headers: json, body: '{"resourceType":' }),
  call('POST', '/Appointment', { headers: json, body: { ...wholeBody, resourceType: 'Slot' } }),
  call('POST', '/Appointment', { headers: json, body: '[]' }),
  call('PATCH', `/Appointment/${unknownId}`, { headers: json, body: {} }),
  call('GET', '/NoSuchType'),
];

/** Members that a create may leave out. */
export const droppable: readonly string[] = [
  'status',
  'appointmentType',
  'reasonCode',
  'supportingInformation',
  'start',
  'end',
  'participant',
];

/** Values of If-Unmodified-Since: long ago, far ahead, and no date at all. */
export const guardDates: readonly string[] = [
  'Wed, 01 Jan 2020 00:00:00 GMT',
  'Fri, 01 Jan 2100 00:00:00 GMT',
  'some day',
];
