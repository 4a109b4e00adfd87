// What is granted gives what it says, in every edition: contexts, types and permissions as one table.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { instance } from '../../fixtures/instance.ts';
import { contractOf } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';

const patient = instance.patients[0]?.id ?? '';
const isInForce = (rule: RuleId, edition: Edition): boolean => contractOf({ edition }).isInForce(rule);

/** Every selection of the letters in their order, and words that are none. */
const letters = Array.from({ length: 15 }, (_, chosen) =>
  ['c', 'r', 'u', 's'].filter((_letter, position) => ((chosen + 1) >> position) % 2 === 1).join(''),
);
const saying: Readonly<Record<string, string>> = {
  read: 'rs',
  write: 'cu',
  '*': 'crus',
  ...Object.fromEntries(letters.map((each) => [each, each])),
};
const unknown = ['d', 'cruds', 'sr', 'rr', 'Read', 'delete', '', 'rs?_id=1'];

const isKnown = (context: string, permission: string, edition: Edition): boolean =>
  Object.hasOwn(saying, permission) &&
  (['read', 'write', '*'].includes(permission) || isInForce('access/scope-letters', edition)) &&
  (context !== 'system' || isInForce('access/system-scopes', edition));

const readOnly: Readonly<Record<string, readonly string[]>> = {
  user: ['Slot'],
  system: ['Slot'],
  patient: ['Slot', 'Encounter', 'Observation'],
};

/** Whether a scope can be had by client credentials, for a patient where the context is one. */
const isGranted = (context: string, type: string, permission: string, edition: Edition): boolean => {
  if (type === 'Foo' || !isKnown(context, permission, edition)) return false;
  if (context === 'patient' && type === 'Patient' && permission === 'c') return false;
  const writes = /[cu]/.test(saying[permission] ?? '');
  return !writes || !isInForce('access/scope-writes-by-context', edition) || readOnly[context]?.includes(type) !== true;
};

/** What of it the answer says: where letters can say so, that a token for one patient makes no other. */
const saidOf = (context: string, type: string, permission: string, edition: Edition): string => {
  const said = saying[permission] ?? '';
  const isLess =
    context === 'patient' && type === 'Patient' && said.includes('c') && isInForce('access/scope-letters', edition);
  return `${context}/${type}.${isLess ? said.replace('c', '') : permission}`;
};

const grantOf = async (mock: Mock, scope: string, isForPatient: boolean) => {
  const form = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b', scope };
  const body = new URLSearchParams({ ...form, ...(isForPatient ? { patient } : {}) });
  const response = await mock.fetch(new Request(`${mock.url}/auth/token/`, { method: 'POST', body }));
  return (await response.json()) as Readonly<Record<string, string | undefined>>;
};

const statusOf = async (mock: Mock, token: string, method: string, path: string, body?: object): Promise<number> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await mock.fetch(new Request(mock.url + path, { method, headers, ...sent }))).status;
};

const appointmentOf = async (mock: Mock): Promise<string> => {
  const response = await mock.fetch(
    new Request(`${mock.url}/Appointment`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(canonicalAppointment()),
    }),
  );
  return response.headers.get('location')?.split('/Appointment/')[1]?.split('/')[0] ?? '';
};

/** By letter, whether a token is let in to that on appointments. */
const lettersLetIn = async (mock: Mock, token: string, id: string): Promise<string> => {
  const update = { ...canonicalAppointment(), id };
  const statuses = {
    c: await statusOf(mock, token, 'POST', '/Appointment', canonicalAppointment()),
    r: await statusOf(mock, token, 'GET', `/Appointment/${id}`),
    u: await statusOf(mock, token, 'PUT', `/Appointment/${id}`, update),
    s: await statusOf(mock, token, 'GET', '/Appointment?_count=1'),
  };
  for (const status of Object.values(statuses)) assert.ok([200, 201, 403].includes(status), String(status));
  return Object.entries(statuses)
    .flatMap(([letter, status]) => (status === 403 ? [] : letter))
    .join('');
};

/** Declares the tests of an edition: what it grants, and what that gives. */
export const checkScopes = (edition: Edition): void => {
  void describe(edition, () => {
    it('grants what gives something, and what is granted gives what it says and no more', async (context) => {
      const mock = await startMock({ edition, records: instance });
      context.after(() => mock.close());
      const id = await appointmentOf(mock);
      for (const level of ['user', 'patient', 'system'])
        for (const type of ['Appointment', 'Patient', 'Encounter', 'Slot', 'Observation', 'Foo', '*'])
          for (const permission of [...Object.keys(saying), ...unknown]) {
            const scope = `${level}/${type}.${permission}`;
            const { access_token: token, scope: granted, error } = await grantOf(mock, scope, level === 'patient');
            if (!isGranted(level, type, permission, edition)) assert.equal(error, 'invalid_scope', scope);
            else assert.equal(granted, saidOf(level, type, permission, edition));
            if (token === undefined || type !== 'Appointment') continue;
            assert.equal(await lettersLetIn(mock, token, id), saying[permission], scope);
          }
    });

    it('without a scope gives everything, or what the application is configured with', async (context) => {
      const allowedScopes = 'user/Appointment.read';
      const mock = await startMock({ edition, records: instance, settings: { allowedScopes } });
      context.after(() => mock.close());
      const { scope } = await grantOf(mock, '', false);
      assert.equal(scope, isInForce('access/configured-scopes-by-default', edition) ? allowedScopes : 'user/*.*');
    });
  });
};
