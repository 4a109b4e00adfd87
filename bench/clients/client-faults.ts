// The faults of the clients: each changes one entry of the sound behaviour.
import { linkOf, sound, type Behaviour, type Json } from './behaviour.ts';

const withoutExtensions = (record: Json): Json =>
  JSON.parse(JSON.stringify(record, (name, value: unknown) => (name === 'extension' ? undefined : value))) as Json;

const pageBySize = (bundle: Json, url: string): string | undefined => {
  if (linkOf(bundle, 'next') === undefined) return undefined;
  const page = new URL(url);
  page.searchParams.set('_offset', String(Number(page.searchParams.get('_offset') ?? 0) + 10));
  return page.href;
};

/** Pages hold two entries in the world that shows it. */
const tenPages = (bundle: Json, url: string): string | undefined =>
  Number(new URL(url).searchParams.get('_offset') ?? 0) >= 18 ? undefined : sound.nextPage(bundle, url);

const withoutUnknownMembers = (record: Json): Json => ({
  ...record,
  participant: (record['participant'] as Json[]).map(({ required: _required, ...one }) => one),
});

/** Other ways to do the same that are as sound. */
export const soundVariants: Readonly<Record<string, Partial<Behaviour>>> = {
  'fetches pages side by side': { fetchesInParallel: true },
  'searches by POST': { searchesByPost: true },
  'sends what it has cached as If-None-Match': { headers: () => ({ 'if-none-match': 'W/"1"' }) },
};

/** One entry changed, and the obligation that has to find it. */
interface ClientFault {
  readonly finds: string;
  readonly change: Partial<Behaviour>;
}

const adding =
  (members: Json): Behaviour['appointment'] =>
  (appointment) => ({ ...appointment, ...members });

export const clientFaults: Readonly<Record<string, ClientFault>> = {
  'takes the id from the body': {
    finds: 'answer/id-is-taken-from-location',
    change: { idOf: ({ body }) => String((body as Json | null | undefined)?.['id']) },
  },
  'takes the last part of location for the id': {
    finds: 'answer/id-is-taken-from-location',
    change: { idOf: ({ headers }) => headers.get('location')?.split('/').at(-1) ?? '' },
  },
  'writes the id in capitals': {
    finds: 'answer/id-is-taken-from-location',
    change: { idOf: (answer) => sound.idOf(answer).toUpperCase() },
  },
  'takes an empty answer for a failure': {
    finds: 'answer/empty-body-is-a-success',
    change: { isMade: ({ status, body }) => status === 201 && body !== null && body !== undefined },
  },
  'gives up when the token has expired': { finds: 'credentials/token-is-renewed-after-401', change: { renewals: 0 } },
  'renews the token again and again': { finds: 'credentials/token-is-renewed-once', change: { renewals: 4 } },
  'asks for a token before each request': { finds: 'credentials/token-is-kept', change: { renewsAlways: true } },
  'puts the token into the Referer': {
    finds: 'credentials/urls-hold-no-secrets',
    change: { headers: (token) => ({ referer: `https://app.example/visits?access_token=${token}` }) },
  },
  'asks for every scope': {
    finds: 'credentials/least-scopes-are-asked',
    change: { scope: 'user/*.read user/*.write' },
  },
  'puts the token into the URL': {
    finds: 'credentials/urls-hold-no-secrets',
    change: { searchUrl: (url, token) => `${url}&access_token=${encodeURIComponent(token)}` },
  },
  'puts the token into the URL under another name': {
    finds: 'credentials/urls-hold-no-secrets',
    change: { searchUrl: (url, token) => `${url}&session=${encodeURIComponent(token)}` },
  },
  'reads the first page only': { finds: 'paging/next-is-followed', change: { nextPage: () => undefined } },
  'stops after ten pages': { finds: 'paging/next-is-followed', change: { nextPage: tenPages } },
  'counts ten entries a page': { finds: 'paging/page-size-is-unknown', change: { nextPage: pageBySize } },
  'repeats at once': { finds: 'repeat/retry-after-is-obeyed', change: { pause: () => 10 } },
  'understands no date in Retry-After': {
    finds: 'repeat/retry-after-is-obeyed',
    change: { pause: (text) => Number(text) * 1000 },
  },
  'obeys Retry-After on reads only': {
    finds: 'repeat/retry-after-is-obeyed',
    change: { pause: (text, method) => (method === 'GET' ? sound.pause(text, method) : 10) },
  },
  'repeats a lost create without a look': {
    finds: 'repeat/create-is-looked-for-first',
    change: { looksFirst: false },
  },
  'sends local times': {
    finds: 'sending/instants-have-a-zone',
    change: { appointment: adding({ start: '2031-03-04T15:00:00', end: '2031-03-04T15:30:00' }) },
  },
  'creates as arrived': {
    finds: 'sending/new-appointment-is-proposed',
    change: { appointment: adding({ status: 'arrived' }) },
  },
  'sends two reasons': {
    finds: 'sending/one-reason-is-sent',
    change: { appointment: adding({ reasonCode: [{ text: 'Headache' }, { text: 'Cough' }] }) },
  },
  'names the type by its display': {
    finds: 'sending/display-identifies-nothing',
    change: {
      appointment: ({ supportingInformation, ...appointment }) => ({
        ...appointment,
        supportingInformation: [...(supportingInformation as Json[]), { display: 'Main clinic' }],
      }),
    },
  },
  'names the type by its text': {
    finds: 'sending/display-identifies-nothing',
    change: { appointment: adding({ appointmentType: { text: 'Office Visit' } }) },
  },
  'writes a note into description': {
    finds: 'sending/description-is-not-relied-on',
    change: { appointment: adding({ description: 'Please bring the insurance card' }) },
  },
  'leaves the location out': {
    finds: 'later-editions/required-members-are-sent',
    change: { appointment: ({ supportingInformation: _left, ...appointment }) => appointment },
  },
  'updates without the id': {
    finds: 'later-editions/update-carries-its-id',
    change: { kept: ({ id: _id, ...record }) => record },
  },
  'books no time at all': {
    finds: 'later-editions/values-stay-supported',
    change: { appointment: (appointment) => ({ ...appointment, end: appointment['start'] }) },
  },
  'drops what it does not know': {
    finds: 'updating/unknown-parts-are-kept',
    change: { kept: withoutExtensions },
  },
  'drops the members that it does not know inside of elements': {
    finds: 'updating/unknown-parts-are-kept',
    change: { kept: withoutUnknownMembers },
  },
  'overwrites blindly': { finds: 'updating/if-unmodified-since-is-sent', change: { condition: () => ({}) } },
  'forces an update that was refused': { finds: 'updating/conflict-is-read-again', change: { readsAgain: false } },
  'updates what is cancelled': { finds: 'updating/cancelled-is-final', change: { isOver: () => false } },
  'keeps the reason of a refusal to itself': {
    finds: 'failures/refusal-text-is-shown',
    change: { told: (status) => `could not be created: ${status}` },
  },
  'says no more than that it is sorry': {
    finds: 'failures/refusal-text-is-shown',
    change: { told: () => 'Something went wrong, please try again later.' },
  },
  'reads every answer as JSON': {
    finds: 'failures/html-error-is-survived',
    change: { parsed: (text) => (text === '' ? undefined : (JSON.parse(text) as unknown)) },
  },
  'takes a 500 for an answer': {
    finds: 'failures/server-error-is-survived',
    change: { isFailure: (status) => status > 500 },
  },
  'knows no broken connection': { finds: 'failures/reset-is-survived', change: { survivesReset: false } },
  'waits for a second and a half': { finds: 'failures/slow-body-is-survived', change: { patience: 1500 } },
};

/** The behaviour of the client with a fault, or of the sound one. Throws where there is no such fault. */
export const behaviourOf = (fault: string | undefined): Behaviour => {
  if (fault === undefined) return sound;
  const change = soundVariants[fault] ?? clientFaults[fault]?.change;
  if (change === undefined) throw new Error(`there is no client that ${fault}`);
  return { ...sound, ...change };
};
