// What to do about a meeting link without an address, an unknown location or an unknown appointment.
import { asText } from '../../schemas/json.ts';
import { firstIdOf, targetsOf } from '../domain/reference.ts';
import { activeLocations } from './machinery/example.ts';
import { meantBy } from './machinery/meant.ts';
import { listIn, noFix, positionIn, withItem, type Repairs } from './machinery/repair.ts';
import { withMembers, type Json } from './machinery/client-request.ts';
import { causeByPath, type Cause } from './machinery/ignored.ts';

const textIn = (value: Json | undefined, name: string): string => {
  const text = value?.[name];
  return typeof text === 'string' ? text : '';
};

export const supportingInformationRepairs = {
  'supporting-information/link-needs-address': (request, { parameters }) => {
    const at = positionIn(parameters);
    const contained = withItem(listIn(request, 'contained'), at, (endpoint) => ({
      ...endpoint,
      address: 'https://video.example/your-meeting',
    }));
    const advice = 'A meeting link is the address of the contained Endpoint: put your own URL there';
    return {
      request: withMembers(request, { contained }),
      where: `$.contained[${at}].address`,
      advice,
      isExample: true,
    };
  },
  'supporting-information/unknown-location': (request, { world, parameters }) => {
    const list = listIn(request, 'supportingInformation');
    const at = list.findIndex(({ reference }) => firstIdOf('Location', targetsOf([asText(reference)])) !== undefined);
    const wanted = (parameters['reference'] ?? '').replace('Location/', '');
    const locations = activeLocations(world);
    const meant =
      meantBy(wanted, locations, ({ id, name, shortName }) => [id, name, shortName]) ??
      meantBy(textIn(list[at], 'display'), locations, ({ name, shortName }) => [name, shortName]);
    const location = meant ?? locations[0];
    if (at < 0 || location === undefined) return undefined;
    const next = withItem(list, at, (item) => ({ ...item, reference: `Location/${location.id}` }));
    const known = locations.slice(0, 5).map(({ id, name }) => `${id} (${name})`);
    return {
      request: withMembers(request, { supportingInformation: next }),
      where: `$.supportingInformation[${at}].reference`,
      advice: `No location has that id. Those in use: ${known.join(', ')}; all by GET /Location`,
      ...(meant === undefined ? { isExample: true } : {}),
    };
  },
  'supporting-information/unknown-appointment': (request, { world, parameters: { reference = '' } }) => {
    const list = listIn(request, 'supportingInformation');
    const at = list.findIndex((item) => asText(item['reference']).endsWith(reference));
    const where = `$.supportingInformation[${Math.max(0, at)}].reference`;
    const meant = meantBy(reference.replace('Appointment/', ''), world.store().appointments.values(), ({ id }) => [id]);
    if (meant === undefined)
      return noFix(
        where,
        'No appointment has that id: find it by GET /Appointment, or create it first, and refer to it',
      );
    const next = withItem(list, at, (item) => ({ ...item, reference: `Appointment/${meant.id}` }));
    const advice = `No appointment has that id; it is nearly ${meant.id}`;
    return { request: withMembers(request, { supportingInformation: next }), where, advice };
  },
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
  return asText(difference.sent).startsWith('#')
    ? 'supporting-information/endpoint-suffix'
    : 'supporting-information/integer-location';
};
