// The calls around the resources: what the server says of itself, the tokens, and the end, which cancels what was booked.
import type { Call } from './call.ts';
import { appointmentBody, form, jsonText } from './plain-calls.ts';

const open = { description: '', auth: 'none', headers: {}, expected: { status: 200 } } as const;

const server = { ...open, folder: 'Server', method: 'GET' } as const;

const credentials = 'grant_type=client_credentials&client_id={{clientId}}&client_secret={{clientSecret}}';

const tokenCall = (name: string, variable: string, more: string): Call => ({
  ...open,
  folder: 'Access',
  name,
  method: 'POST',
  path: '/auth/token/',
  headers: form,
  body: credentials + more,
  captures: [{ variable, from: 'access_token' }],
});

/** Scopes of Patient resources, in the words of the editions. */
const scopesOfPatients = ['user/Patient.read', 'system/Patient.read', 'system/Patient.rs'] as const;

/** Scopes of a token that is limited to a patient. */
const scopesOfOne = [
  'patient/Appointment.write',
  'patient/*.*',
  'patient/Appointment.cruds',
  'patient/*.cruds',
] as const;

/** The calls that come first, each in one or more ways of which the first that is served is taken. */
export const firstCalls: readonly (readonly Call[])[] = [
  [{ ...server, name: 'CapabilityStatement', path: '/metadata' }],
  [{ ...server, name: 'SMART configuration', path: '/.well-known/smart-configuration' }],
  [tokenCall('Token', 'tokenOfClient', '')],
  scopesOfPatients.map((scope) =>
    tokenCall('Token for Patient resources', 'tokenForPatients', `&scope=${encodeURIComponent(scope)}`),
  ),
  scopesOfOne.map((scope) =>
    tokenCall(
      'Token of another patient',
      'tokenOfOtherPatient',
      `&scope=${encodeURIComponent(scope)}&patient={{otherPatientId}}`,
    ),
  ),
];

/** The folder of what comes after the cancellation. */
export const lastFolder = 'Cancel the Appointment';

/** The cancellation of what was booked, so that nothing is left behind. */
export const cancellation: Call = {
  folder: lastFolder,
  name: 'Cancel',
  description: '',
  method: 'PUT',
  path: '/Appointment/{{appointmentId}}',
  auth: 'token',
  headers: { 'content-type': 'application/fhir+json' },
  body: jsonText(appointmentBody({ id: '{{appointmentId}}', status: 'cancelled' })),
  expected: { status: 200 },
};
