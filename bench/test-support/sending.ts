// What a test sends to a mock: a request in parts, with the token of the mock unless it says otherwise.
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import type { Mock } from '../../mock-server/index.ts';

export interface Sending {
  readonly method?: string;
  readonly path: string;
  /** Sent as it is where it is a text, else as JSON; not sent with GET. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const send = (mock: Mock, { method = 'GET', path, body, headers = {} }: Sending): Promise<Response> =>
  fetch(mock.url + path, {
    method,
    headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined || method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

/** The create of an appointment that a mock takes, with other members. */
export const createOf = (members: object): Sending & { readonly method: string } => ({
  method: 'POST',
  path: '/Appointment',
  body: { ...canonicalAppointment(), ...members },
});

/** The create of a patient that a mock takes, with other members. */
export const patientOf = (members: object): Sending & { readonly method: string } => ({
  method: 'POST',
  path: '/Patient',
  body: {
    resourceType: 'Patient',
    name: [{ use: 'official', family: 'F', given: ['G'] }],
    birthDate: '1980-01-01',
    extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' }],
    ...members,
  },
});

/** Makes an appointment; gives its id, or an empty text where it was refused. */
export const book = async (mock: Mock, members: object = {}): Promise<string> => {
  const { headers } = await send(mock, createOf(members));
  return /Appointment\/([^/]+)/.exec(headers.get('location') ?? '')?.[1] ?? '';
};
