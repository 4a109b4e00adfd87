// What to do about a meeting link without an address, an unknown location or an unknown appointment.
import { firstIdOf, targetsOf } from '../domain/reference.ts';
import { nearest } from '../../schemas/nearest.ts';
import { listIn, positionIn, withItem, type Repairs } from './machinery/repair.ts';
import { withMembers } from './machinery/client-request.ts';
import { causeByPath, type Cause } from './machinery/ignored.ts';

export const supportingInformationRepairs = {
  'supporting-information/link-needs-address': (request, { parameters }) => {
    const at = positionIn(parameters);
    const contained = withItem(listIn(request, 'contained'), at, (endpoint) => ({
      ...endpoint,
      address: 'https://video.example/your-meeting',
    }));
    const advice = 'A meeting link is the address of the contained Endpoint: put your own URL there';
    return { request: withMembers(request, { contained }), where: `$.contained[${at}].address`, advice };
  },
  'supporting-information/unknown-location': (request, { world, parameters }) => {
    const list = listIn(request, 'supportingInformation');
    const at = list.findIndex(({ reference }) => firstIdOf('Location', targetsOf([String(reference)])) !== undefined);
    const wanted = (parameters['reference'] ?? '').replace('Location/', '');
    const location = nearest(wanted, world.store().locations.values(), ({ id }) => id);
    if (at < 0 || location === undefined) return undefined;
    const next = withItem(list, at, (item) => ({ ...item, reference: `Location/${location.id}` }));
    return {
      request: withMembers(request, { supportingInformation: next }),
      where: `$.supportingInformation[${at}].reference`,
      advice: `No location has that id; one that exists is ${location.id} (${location.name}), others by GET /Location`,
    };
  },
  'supporting-information/unknown-appointment': (request, { parameters }) => ({
    request: withMembers(request, {
      supportingInformation: listIn(request, 'supportingInformation').filter(
        ({ reference }) => reference !== parameters['reference'],
      ),
    }),
    where: '$.supportingInformation',
    advice: 'No appointment has that id; leave the reference out, or create the appointment first',
  }),
} satisfies Repairs<'supporting-information'>;

const causeOf = causeByPath([
  [/^contained\[\d+\]\.id/, 'supporting-information/endpoint-suffix'],
  [/^contained\[\d+\]\./, 'supporting-information/endpoint-completed'],
  [/^contained/, 'supporting-information/link-needs-reference'],
  [/^supportingInformation\[\d+\]\.type/, 'supporting-information/location-type'],
]);

export const supportingInformationCause: Cause = (difference, write) => {
  const isReference = /^supportingInformation\[\d+\]\.reference/.test(difference.path);
  if (!isReference || difference.shown === undefined) return causeOf(difference, write);
  return String(difference.sent).startsWith('#')
    ? 'supporting-information/endpoint-suffix'
    : 'supporting-information/integer-location';
};
