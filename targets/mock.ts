// The embedded mock as a target: in this process, on a port of its own, set back to its start for each scenario.
import {
  canvasBot,
  instance,
  locations,
  noteTypes,
  patients,
  practitioners,
  reasonCodings,
} from '../fixtures/instance.ts';
import { startMock, type Mock, type MockOptions } from '../mock-server/index.ts';
import type { Edition } from '../schemas/editions/editions.ts';
import type { Cast } from './cast.ts';
import { formRequest, sendWithin, usualPatience } from './send.ts';
import type { AdminAccess, Target, Validation } from './target.ts';

let options: MockOptions = {};
let running: { readonly edition: Edition; readonly validation: Validation; readonly mock: Promise<Mock> } | undefined;

/** The mock of this process, if there is one. */
export const currentMock = async (): Promise<Mock | undefined> => running?.mock;

/** Ends the mock of this process, if there is one. */
export const closeMock = async (): Promise<void> => {
  const { mock } = running ?? {};
  running = undefined;
  await (await mock)?.close();
};

/** Sets how the mock of the coming scenarios is started; the teeth leave rules out with it. */
export const useMockOptions = async (next: MockOptions): Promise<void> => {
  await closeMock();
  options = next;
};

/** The mock of this process, set back to its start: as good as a new one, and sooner there. */
const freshMock = async (edition: Edition, validation: Validation): Promise<Mock> => {
  if (running?.edition !== edition || running.validation !== validation) {
    await closeMock();
    const seed = process.env['CANVAS_SEED'] ?? '';
    running = {
      edition,
      validation,
      mock: startMock({ edition, validation, records: instance, ...(seed === '' ? {} : { seed }), ...options }),
    };
  }
  const mock = await running.mock;
  mock.world.reset();
  return mock;
};

const cast: Cast = {
  practitioners: { Ann: practitioners[0]?.id ?? '', Bea: practitioners[1]?.id ?? '' },
  patients: { Pat: patients[0]?.id ?? '', Quinn: patients[1]?.id ?? '' },
  locations: { Clinic: locations[0]?.id ?? '', Annex: locations[1]?.id ?? '' },
  canvasBot,
  clinicNumber: String(locations[0]?.number ?? ''),
  defaultType: noteTypes.find((type) => type.default) ?? { system: '', code: '', display: '' },
  unscheduleableType: noteTypes.find((type) => !type.scheduleable) ?? { system: '', code: '', display: '' },
  reason: reasonCodings[0] ?? { system: '', code: '', display: '' },
};

const client = { id: 'suite', secret: 'suite-secret' };

/** A token of a mock, asked for over its port or, by its own `fetch`, in this process. */
export const tokenFor = async (
  { url, token }: Mock,
  scope: string | undefined,
  patient: string | undefined,
  ask: Mock['fetch'] = fetch,
): Promise<string> => {
  if (scope === undefined) return token;
  const form = { grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret, scope };
  const wish = { ...form, ...(patient === undefined ? {} : { patient }) };
  const response = await ask(formRequest(`${url}/auth/token/`, wish));
  return ((await response.json()) as { access_token: string }).access_token;
};

const admin = async (url: string, method: string, path: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/__admin/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} /__admin/${path} answered ${response.status}: ${await response.text()}`);
};

const adminAccessOf = (url: string): AdminAccess => ({
  setClock: (now) => admin(url, 'PUT', 'clock', { now }),
  setSetting: (name, value) => admin(url, 'PUT', 'settings', { [name]: value }),
  patchRecord: (collection, id, change) => admin(url, 'PATCH', `records/${collection}/${id}`, change),
  actInChart: (action, details) => admin(url, 'POST', 'actions', { action, ...details }),
});
/** A mock of this process as the target of one scenario, as it stands. */
export const targetOn = (mock: Mock, edition: Edition): Target => {
  const adminAccess = adminAccessOf(mock.url);
  return {
    kind: 'mock',
    baseUrl: mock.url,
    ehrUrl: mock.url,
    edition,
    cast,
    day: '2031-03-04',
    client,
    token: (scope, patient) => tokenFor(mock, scope, patient),
    send: sendWithin(usualPatience),
    adminAccess,
    // Nobody waits for a clock that can be set.
    letPass: (milliseconds) => adminAccess.setClock(new Date(Date.now() + milliseconds).toISOString()),
    lacks: () => undefined,
    close: () => Promise.resolve(),
  };
};

/** The mock of an edition as the target of one scenario. */
export const mockTarget = async (edition: Edition, validation: Validation = 'documented'): Promise<Target> =>
  targetOn(await freshMock(edition, validation), edition);
