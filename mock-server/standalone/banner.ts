// What a mock prints when it listens: where it is, and a first appointment to copy.
import { locations, patients, practitioners } from '../../fixtures/instance.ts';
import { dayLength, formatInstant } from '../../schemas/canvas/instant.ts';
import { instantAt, offsetAt } from '../domain/local-time.ts';

interface Listening {
  readonly url: string;
  readonly token: string;
  readonly adminToken?: string | undefined;
}

interface About {
  readonly version: string;
  readonly edition: string;
  readonly validation: string;
  /** Milliseconds since 1970: the appointment to copy is a day later. */
  readonly now: number;
  /** The clinic's time zone, in which tomorrow is counted. */
  readonly timeZone: string;
  /** What an imported file holds, in words. */
  readonly imported?: string | undefined;
}

const halfAnHour = 1_800_000;

/** A first appointment, tomorrow at 10:00 by the clinic's clock, of the people that the mock holds from its start. */
const appointment = (now: number, timeZone: string): string => {
  const today = Math.floor((now + offsetAt(now, timeZone)) / dayLength);
  const start = instantAt((today + 1) * dayLength + 20 * halfAnHour, timeZone);
  const actor = (reference: string): object => ({ actor: { reference }, status: 'accepted' });
  return JSON.stringify({
    resourceType: 'Appointment',
    status: 'proposed',
    start: formatInstant(start),
    end: formatInstant(start + halfAnHour),
    supportingInformation: [{ reference: `Location/${locations[0]?.id ?? ''}` }],
    participant: [actor(`Practitioner/${practitioners[0]?.id ?? ''}`), actor(`Patient/${patients[0]?.id ?? ''}`)],
  });
};

/** The banner of a mock, with its tokens. */
export const bannerOf = (
  { url, token, adminToken }: Listening,
  { version, edition, validation, now, timeZone, imported }: About,
): string => `canvas-harness mock ${version}
  FHIR base and EHR host  ${url}
  development token       ${token}
  page to look at         ${url}/__admin/
  admin surface           ${url}/__admin${adminToken === undefined ? '' : `  (X-Mock-Admin-Token: ${adminToken})`}
  edition                 ${edition}, ${validation} validation${imported === undefined ? '' : `\n  loaded                  ${imported}`}

Make an appointment, then see it:

  curl -i '${url}/Appointment' -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${appointment(now, timeZone)}'

  curl '${url}/Appointment?patient=Patient/${patients[0]?.id ?? ''}' -H 'Authorization: Bearer ${token}'

Each answer names its rules in X-Mock-Rules and its explanation in X-Mock-Explain.

Ctrl-C ends it.
`;
