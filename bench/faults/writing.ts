// Faults of creates and updates: what is refused and yet done, done twice, or refused without need.
import { withDevelopmentToken } from './asking.ts';
import {
  bodyOf,
  empty,
  isCreate,
  isUpdate,
  refusal,
  refusals,
  withBody,
  without,
  withText,
  wordsOf,
  type Asked,
  type Fault,
  type Json,
} from './fault.ts';

const changesNothing = 'interaction/refused-writes-change-nothing';

/** Does in secret what was refused: sends again what is left of it. */
const doneAnyway = (
  isMeant: (asked: Asked) => boolean,
  words: RegExp,
  rest: (body: Json) => Json,
): Pick<Fault, 'act'> => ({
  act: async (told, asked, ask) => {
    if (isMeant(asked) && told.status >= 400 && words.test(wordsOf(told)))
      await ask(withBody(asked, rest(bodyOf(asked))));
    return told;
  },
});

const withoutType = (body: Json): Json => without(body, 'appointmentType');
const withoutReason = (body: Json): Json => without(body, 'reasonCode');

/** The participants that exist: anybody else is left out, and Canvas Bot comes in for a practitioner. */
const withKnownPeople = (body: Json): Json => ({
  ...body,
  participant: [{ actor: { reference: 'Practitioner/' }, status: 'accepted' }],
});

const refusedFor = (
  isMeant: (body: Json) => boolean,
  told = refusal(400, 'Bad request', 'invalid'),
): Pick<Fault, 'ask'> => ({
  ask: (asked) => (isCreate(asked) && isMeant(bodyOf(asked)) ? told : asked),
});

const containedIn = (body: Json): readonly Json[] =>
  Array.isArray(body['contained']) ? (body['contained'] as Json[]) : [];

/** One answer in so many is an error of the server's. */
const everyNth = (count: number, status: number): Pick<Fault, 'ask'> => {
  let asked = 0;
  return {
    ask: (request) => {
      if (request.url.startsWith('/auth/')) return request;
      asked += 1;
      return asked % count === 0 ? { ...refusal(status, 'Please try again', 'transient'), status } : request;
    },
  };
};

export const writing = {
  'an update refused for its type has changed the status': {
    rules: [changesNothing, 'appointment-type/must-exist', 'appointment-type/must-be-scheduleable'],
    ...doneAnyway(isUpdate, /Appointment [Tt]ype/, withoutType),
  },
  'an update refused for its reason has changed the rest': {
    rules: [changesNothing, 'reason-code/must-exist'],
    ...doneAnyway(isUpdate, /structured reason/, withoutReason),
  },
  'an update refused for its date is made': {
    rules: [changesNothing, 'interaction/if-unmodified-since'],
    act: async (told, asked, ask) => {
      if (told.status === 412)
        await ask({ ...asked, headers: without(asked.headers, 'if-unmodified-since') as Asked['headers'] });
      return told;
    },
  },
  'an update refused for its times has changed the status': {
    rules: [changesNothing, 'booking/times-are-instants'],
    ...doneAnyway(isUpdate, /not a date and time/, (body) => without(without(body, 'start'), 'end')),
  },
  'a create refused for its type is stored': {
    rules: [changesNothing, 'appointment-type/must-exist', 'appointment-type/must-be-scheduleable'],
    ...doneAnyway(isCreate, /Appointment [Tt]ype/, withoutType),
  },
  'a create refused for its reason is stored': {
    rules: [changesNothing, 'reason-code/must-exist'],
    ...doneAnyway(isCreate, /structured reason/, withoutReason),
  },
  'a create refused for an unknown person is stored': {
    rules: [changesNothing, 'participant/unknown-practitioner', 'participant/unknown-patient'],
    ...doneAnyway(isCreate, /Unknown (Practitioner|Patient)/, withKnownPeople),
  },
  'a create without a practitioner is refused and stored': {
    rules: [changesNothing, 'participant/practitioner-required'],
    ...doneAnyway(isCreate, /needs an entry/, withKnownPeople),
  },
  'any create that is refused is stored': {
    rules: [changesNothing],
    ...doneAnyway(isCreate, /./, (body) => withoutReason(withoutType(withKnownPeople(body)))),
  },
  'a create without a scope is refused and stored': {
    rules: [changesNothing, 'access/scope-required', 'access/patient-token-writes-own'],
    act: async (told, asked, ask) => {
      if (told.status === 403 && isCreate(asked)) await ask(withDevelopmentToken(asked));
      return told;
    },
  },
  'a PATCH is refused and made': {
    rules: [changesNothing, 'interaction/method-not-supported'],
    act: async (told, asked, ask) => {
      if (told.status === 405 && asked.method === 'PATCH' && asked.body !== '') await ask({ ...asked, method: 'PUT' });
      return told;
    },
  },
  'a DELETE is refused and cancels': {
    rules: [changesNothing, 'interaction/method-not-supported'],
    act: async (told, asked, ask) => {
      if (told.status === 405 && asked.method === 'DELETE')
        await ask({
          ...asked,
          method: 'PUT',
          headers: { ...asked.headers, 'content-type': 'application/json' },
          body: '{"resourceType":"Appointment","status":"cancelled"}',
        });
      return told;
    },
  },
  'a create is stored twice': {
    rules: ['interaction/create-makes-one'],
    act: async (told, asked, ask) => {
      if (told.status === 201 && isCreate(asked)) await ask(asked);
      return told;
    },
  },
  'an update makes a new appointment as well': {
    rules: ['interaction/create-makes-one', 'interaction/update-target', 'booking/update-is-no-reschedule'],
    act: async (told, asked, ask) => {
      const { body } = isUpdate(asked) && told.status === 200 ? await ask({ ...asked, method: 'GET', body: '' }) : told;
      if (body !== told.body && bodyOf(asked)['start'] !== undefined)
        await ask({ ...asked, method: 'POST', url: '/Appointment', body: JSON.stringify(without(body as Json, 'id')) });
      return told;
    },
  },
  'an Endpoint with no more than an address is refused': {
    rules: ['supporting-information/endpoint-completed', 'supporting-information/meeting-link'],
    ...refusedFor((body) =>
      containedIn(body).some((one) => one['address'] !== undefined && one['status'] === undefined),
    ),
  },
  'an Endpoint with empty types is refused': {
    rules: ['supporting-information/meeting-link', 'supporting-information/endpoint-completed'],
    ...refusedFor((body) => containedIn(body).some((one) => JSON.stringify(one['payloadType']) === '[]')),
  },
  'a contained id with the suffix is refused': {
    rules: ['supporting-information/meeting-link-as-read'],
    ask: (asked) =>
      (isCreate(asked) || isUpdate(asked)) &&
      containedIn(bodyOf(asked)).some(({ id }) => id === 'appointment-meeting-endpoint-0')
        ? refusal(400, 'Bad request: contained[0].id', 'invalid')
        : asked,
  },
  'a description without a reason is refused': {
    rules: ['reason-code/description-sent'],
    ...refusedFor((body) => body['reasonCode'] === undefined && body['description'] !== undefined),
  },
  'an identifier without a period is refused': {
    rules: ['identifier/stored', 'identifier/id-assigned'],
    ...refusedFor((body) =>
      ((body['identifier'] ?? []) as Json[]).some((one) => one['period'] === undefined && one['system'] !== undefined),
    ),
  },
  'every tenth answer is a 503': { rules: [], ...everyNth(10, 503) },
  'every thirtieth answer is a 500': { rules: [], ...everyNth(30, 500) },
  'an unknown reference is a 500': {
    rules: [
      'participant/unknown-practitioner',
      'participant/unknown-patient',
      'supporting-information/unknown-location',
    ],
    ...refusals(422, /Unknown (Practitioner|Patient|Location)/, (told) => ({ ...told, status: 500 })),
  },
  'a PATCH works': {
    rules: ['interaction/method-not-supported'],
    ask: (asked) =>
      asked.method === 'PATCH' && asked.url.startsWith('/Appointment/') ? { ...asked, method: 'PUT' } : asked,
  },
  'a 405 has another issue code': {
    rules: ['interaction/method-not-supported', 'interaction/outcome-shape'],
    tell: (told) =>
      told.status === 405 ? { ...told, body: refusal(405, 'Operation is not supported', 'processing').body } : told,
  },
  'a bad body is accepted and dropped': {
    rules: ['interaction/body-is-json', 'interaction/body-is-the-resource', 'interaction/members-are-well-formed'],
    tell: (told, asked) =>
      isCreate(asked) && told.status === 400 && wordsOf(told).includes('body:') ? { ...empty, status: 201 } : told,
  },
  'the text of the type loses its colon': {
    rules: ['appointment-type/must-exist'],
    ...refusals(422, /does not exist with system/, (told) =>
      withText(
        told,
        wordsOf(told)
          .replace(/^.*"text":"|"\}.*$/g, '')
          .replace('Error:', 'Error')
          .replace('does not exist', 'is unknown'),
      ),
    ),
  },
  'an unknown patient is taken': {
    rules: ['participant/unknown-patient'],
    ask: (asked) =>
      isCreate(asked) && asked.body.includes('Patient/00000000000000000000000000000000')
        ? {
            ...asked,
            body: asked.body.replace(/,\{"actor":\{"reference":"Patient\/0{32}"\},"status":"accepted"\}/, ''),
          }
        : asked,
  },
} as const satisfies Record<string, Fault>;
