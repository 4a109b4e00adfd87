// The calls and bodies that experiments are made of.
import type { Call } from '../../requests/index.ts';

type Members = Readonly<Record<string, unknown>>;

const json = { 'content-type': 'application/json' } as const;

export const get = (path: string): Call => ({ method: 'GET', path, headers: {}, body: undefined, bearer: 'usual' });

export const post = (body: unknown): Call => ({
  method: 'POST',
  path: '/Appointment',
  headers: json,
  body,
  bearer: 'usual',
});

/** An update of what the call of a name has created. Editions from 2026-03-09 want the id in its body, too. */
export const put = (created: string, body: object): Call => ({
  method: 'PUT',
  path: `/Appointment/{${created}:location}`,
  headers: json,
  body: { ...body, id: `{${created}:location}` },
  bearer: 'usual',
});

/** A read of what the call of a name has created. */
export const read = (created: string): Call => get(`/Appointment/{${created}:location}`);

const actor = (reference: string, status = 'accepted'): object => ({ actor: { reference }, status });

export const practitioner = (status?: string): object => actor('Practitioner/{Ann}', status);
export const patient = (id = '{Pat}'): object => actor(`Patient/${id}`);

/** The type of all visits here; not the one that an instance takes by default. */
export const visitType = { system: 'http://snomed.info/sct', code: '448337001' } as const;
export const reasonText = 'Conformance harness probe';
export const clinic = { reference: 'Location/{Clinic}' } as const;

/** What later editions and stricter servers want in every update. */
const required = {
  resourceType: 'Appointment',
  status: 'proposed',
  supportingInformation: [clinic],
  start: '{day}T15:00:00Z',
  end: '{day}T15:30:00Z',
  participant: [practitioner(), patient()],
} as const;

/** An update of the required members and some more. A member that is undefined is left out. */
export const change = (members: Members = {}): object => ({ ...required, ...members });

/** A visit that every reading takes, with some members otherwise. */
export const visit = (members: Members = {}): object => ({
  ...required,
  appointmentType: { coding: [visitType] },
  reasonCode: [{ text: reasonText }],
  ...members,
});

const noCode = 'canvas-harness-no-such-code';

export const unknownType = { coding: [{ system: 'INTERNAL', code: noCode }] } as const;
export const unknownReason = [{ coding: [{ system: 'INTERNAL', code: noCode }] }] as const;

/** A visit of a type and for a reason that no instance has: it is refused, whatever else is right or wrong with it. */
export const refusableBody = (members: Members = {}): object =>
  visit({ appointmentType: unknownType, reasonCode: unknownReason, ...members });

/** An Endpoint with nothing but what the page asks for. */
export const shortEndpoint = (id: string, address: string): object => ({ resourceType: 'Endpoint', id, address });

/** An Endpoint that every reading takes. */
export const endpoint = (id: string, address: string): object => ({
  ...shortEndpoint(id, address),
  status: 'active',
  connectionType: { code: 'https' },
  payloadType: [{ coding: [{ code: 'video-call' }] }],
});

/** Ids that nobody has, in the two forms of the page. */
export const unknownId = {
  dashed: 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1',
  dashless: 'a47c7b0ebbb442cdbc4adf259d148ea1',
} as const;

export const endpointName = 'appointment-meeting-endpoint';
