// What to do about a body, an id or a format that the framework of the live server refuses.
import type { Context, Fix, Repair, Repairs } from './machinery/repair.ts';
import { formFix, jsonFix, requiredFix, resourceFix, toJson } from './machinery/body-repair.ts';
import { meantInstant } from './machinery/calendar-text.ts';
import { bodyOf, withBody, withMembers, withoutMember, withParameter, type Json } from './machinery/client-request.ts';
import { renamed } from './machinery/json-text.ts';
import { meantBy } from './machinery/meant.ts';
import { methodFix } from './machinery/method-repair.ts';
import { pathFix } from './machinery/path-repair.ts';
import { listIn, noFix, withItem } from './machinery/repair.ts';
import { classNamed } from '../domain/framework/class-table.ts';
import { formatInstant } from '../../schemas/canvas/instant.ts';

/** A place in the framework's words, `body -> participant -> 0 -> status`, as `participant[0].status`. */
const placeOf = ({ where = '' }: Context['parameters']): string =>
  where
    .split(' -> ')
    .slice(1)
    .filter((step) => step !== '__root__')
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** Asks a repair of the documents, with the place in their words. */
const repairAt =
  (repair: Repair): Repair =>
  (request, context) =>
    repair(request, { ...context, parameters: { ...context.parameters, where: placeOf(context.parameters) } });

const positionOf = (place: string): number => Number(/\[(\d+)\]/.exec(place)?.[1] ?? 0);

const withItemMember = (request: Parameters<Repair>[0], list: string, position: number, members: Json) =>
  withMembers(request, {
    [list]: withItem(listIn(request, list), position, (item) => ({ ...item, ...members })),
  });

const participantStatus: Repair = (request, { parameters }) => {
  const place = placeOf(parameters);
  return {
    request: withItemMember(request, 'participant', positionOf(place), { status: 'accepted' }),
    where: `$.${place}`,
    advice: "Each participant has a status; Canvas does not use it, and 'accepted' is always taken",
  };
};

const requiredMember: Repair = (request, context) => {
  const place = placeOf(context.parameters);
  if (/^participant\[\d+\]\.status$/.test(place)) return participantStatus(request, context);
  return /^\w+$/.test(place) ? repairAt(requiredFix)(request, context) : noFix(`$.${place}`, `${place} is required`);
};

/** What the members of a meeting link are, as the page shows them. */
const linkMembers: Json = {
  status: 'active',
  connectionType: { code: 'https' },
  payloadType: [{ coding: [{ code: 'video-call' }] }],
  address: 'https://video.example/your-meeting',
};

const completeLink: Repair = (request, { parameters }) => {
  const place = placeOf(parameters);
  const name = place.split('.').at(-1) ?? '';
  return {
    request: withItemMember(request, 'contained', positionOf(place), { [name]: linkMembers[name] }),
    where: `$.${place}`,
    advice: `A contained Endpoint has status, connectionType, payloadType and address; ${name} is missing`,
    ...(name === 'address' ? { isExample: true } : {}),
  };
};

const fullInstant: Repair = (request, { parameters }) => {
  const place = placeOf(parameters);
  const [where, advice] = [`$.${place}`, 'Times are written in full: YYYY-MM-DDTHH:MM:SS with Z or an offset'];
  const sent = bodyOf(request)?.[place];
  const instant = typeof sent === 'string' ? meantInstant(sent) : undefined;
  return instant === undefined
    ? noFix(where, advice)
    : { request: withMembers(request, { [place]: formatInstant(instant) }), where, advice };
};

const membersOfAppointment = (): readonly string[] =>
  (classNamed('Appointment')?.fields ?? []).map((field) => field.name).filter((name) => !/^_|^fhir_/.test(name));

const extraMember: Repair = (request, { parameters }): Fix => {
  const place = placeOf(parameters);
  const body = bodyOf(request) ?? {};
  const name = place.split('.').at(-1) ?? '';
  const meant = place === name ? meantBy(name, membersOfAppointment(), (known) => [known]) : undefined;
  const advice =
    meant === undefined
      ? `FHIR has no member ${place}: leave it out, Canvas does not keep it`
      : `The member is called ${meant}`;
  return { request: withBody(request, renamed(body, place, meant)), where: `$.${place}`, advice };
};

export const validationRepairs = {
  'validation/path-not-found': pathFix,
  'validation/method-not-allowed': methodFix,
  'validation/format-is-known': (request) => ({
    request: withParameter(request, '_format', 'json'),
    where: 'query _format',
    advice:
      request.method === 'GET'
        ? '_format is json or xml, or one of their media types'
        : '_format is json or xml, or one of their media types. It is looked at last: the write has happened, so read before you send it again',
  }),
  'validation/id-of-path': () =>
    noFix(
      'url',
      'An id has letters, digits, - and . only, and at most 64 of them: send the id as the location header gave it',
    ),
  'validation/body-is-json': jsonFix,
  'validation/body-is-readable': () =>
    noFix('$', 'The body cannot be read as JSON: send UTF-8, with fewer levels and shorter numbers'),
  'validation/body-is-required': () => noFix('$', 'Send the resource as JSON: an empty body says nothing'),
  'validation/body-is-an-object': (request, context) => {
    const fix = resourceFix(request, context);
    return bodyOf(request) === undefined
      ? fix
      : { request: toJson(request), where: 'header Content-Type', advice: 'Send Content-Type: application/json' };
  },
  'validation/resource-type': resourceFix,
  'validation/required-members': requiredMember,
  'validation/endpoint-is-complete': completeLink,
  'validation/instants-in-full': fullInstant,
  'validation/values-have-their-form': repairAt(formFix),
  'validation/participant-status': participantStatus,
  'validation/no-extra-members': extraMember,
  'validation/id-of-body': (request) => ({
    request: withoutMember(request, 'id'),
    where: '$.id',
    advice: 'The id of the URL is the one that is updated: send the same id in the body, or none',
  }),
} satisfies Repairs<'validation'>;
