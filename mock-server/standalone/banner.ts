// What a mock prints when it listens: where it is, and a first appointment to copy.
import { locations, patients, practitioners } from '../../fixtures/instance.ts';

interface Listening {
  readonly url: string;
  readonly token: string;
  readonly adminToken?: string | undefined;
}

interface About {
  readonly version: string;
  readonly edition: string;
  readonly validation: string;
}

/** A first appointment, of the people that the mock holds from its start. */
const appointment = (): string => {
  const actor = (reference: string): object => ({ actor: { reference }, status: 'accepted' });
  return JSON.stringify({
    resourceType: 'Appointment',
    status: 'proposed',
    start: '2031-03-04T15:00:00Z',
    end: '2031-03-04T15:30:00Z',
    supportingInformation: [{ reference: `Location/${locations[0]?.id ?? ''}` }],
    participant: [actor(`Practitioner/${practitioners[0]?.id ?? ''}`), actor(`Patient/${patients[0]?.id ?? ''}`)],
  });
};

/** The banner of a mock, with its tokens. */
export const bannerOf = (
  { url, token, adminToken }: Listening,
  { version, edition, validation }: About,
): string => `canvas-harness mock ${version}
  FHIR base and EHR host  ${url}
  development token       ${token}
  page to look at         ${url}/__admin/
  admin surface           ${url}/__admin${adminToken === undefined ? '' : `  (X-Mock-Admin-Token: ${adminToken})`}
  edition                 ${edition}, ${validation} validation

Make an appointment, then see it:

  curl -i '${url}/Appointment' -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${appointment()}'

  curl '${url}/Appointment' -H 'Authorization: Bearer ${token}'

Each answer names its rules in X-Mock-Rules and its explanation in X-Mock-Explain.

Ctrl-C ends it.
`;
