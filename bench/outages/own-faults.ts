// Faults of a server's own, to be told from the outages.
import { refusing, some, noSuchRecord, updates, type Way } from './way.ts';

/** Faults of a server's own, to be told from the outages. */
export const ownFaults: Readonly<Record<string, Way>> = {
  'updates are routed nowhere': some(({ method }) => method === 'PUT', refusing(404, 'not-found', 'Unknown path')),
  'updates are refused': updates(refusing(422, 'business-rule', 'Appointments cannot be changed')),
  'creates with a reason are refused': some(
    ({ method, body }) => method === 'POST' && body.includes('"reasonCode"'),
    refusing(422, 'business-rule', 'Reasons are not taken'),
  ),
  'no patient can be created': some(
    ({ method, url }) => method === 'POST' && /^\/Patient\/?$/.test(url),
    refusing(405, 'not-supported', 'Operation is not supported'),
  ),
  'searches of appointments are 500': some(
    ({ method, url }) => method === 'GET' && /^\/Appointment(\?|$)/.test(url),
    refusing(500, 'exception', 'list index out of range'),
  ),
  'reads of cancelled appointments are 404': {
    begin:
      ({ ask }) =>
      async (received) => {
        const answer = await ask(received);
        const isRead = received.method === 'GET' && /^\/Appointment\/[^/?]+$/.test(received.url);
        return isRead && JSON.stringify(answer.body).includes('cancelled') ? noSuchRecord(received) : answer;
      },
  },
};
