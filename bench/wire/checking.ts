// Sends the lines of the wire table by a client, and holds each answer against what its line promises.
import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import type { Mock } from '../../mock-server/index.ts';
import type { JsonObject } from '../../schemas/json.ts';
import type { WireClient } from './npm-clients.ts';
import { requestOf, statusOf, type Row, type Scene, type WireAnswer, type WireRequest } from './row.ts';
import { rows } from './rows.ts';

const create = (members: JsonObject = {}): JsonObject => ({ ...canonicalAppointment(), ...members });

/** A world in which nothing has been sent yet but one create. */
export const sceneOf = async (mock: Mock): Promise<Scene> => {
  const { url, token } = mock;
  mock.world.reset();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const made = await mock.fetch(
    new Request(`${url}/Appointment`, { method: 'POST', headers, body: JSON.stringify(create()) }),
  );
  const appointment = made.headers.get('location')?.split('/Appointment/')[1]?.split('/')[0] ?? '';
  const patient = 'ee1c7803325b47b492008f3e7c9d7a3d';
  return { url, token, appointment, patient, location: 'b3476a18-3f63-422d-87e7-b3dc0cd55060', create };
};

/** Fails where an answer is not what its line promises. */
export const check = (row: Row, { status, headers, text }: WireAnswer): void => {
  const [is, start] = [row.says?.test(text) ?? true, text.slice(0, 300)];
  assert.equal(status, statusOf(row), `${row.sent}: ${start}`);
  assert.ok(is, `${row.sent}: ${start}`);
  for (const [name, value] of Object.entries(row.has ?? {})) assert.match(headers[name] ?? '', value, row.sent);
  if (status >= 400 && text !== '') assert.match(start, /"OperationOutcome"/, row.sent);
};

const methodsOfFhir = ['GET', 'POST', 'PUT', 'DELETE'];

/** Whether a body is JSON as JSON.stringify writes it. */
const isWrittenAsJson = (body: Buffer): boolean => {
  const text = body.toString();
  try {
    return isUtf8(body) && JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
};

/** Whether a client can be made to send a request as it is: one of FHIR chooses methods, bodies and their types itself. */
const canSend = ({ isOfFhir = false, readsLocations = false }: WireClient, row: Row, request: WireRequest): boolean => {
  const { method, headers, body } = request;
  if (!isOfFhir) return true;
  if (readsLocations && statusOf(row) === 201) return false;
  return (
    methodsOfFhir.includes(method) &&
    headers['accept'] === undefined &&
    (body === undefined || (headers['content-type'] === 'application/json' && isWrittenAsJson(body)))
  );
};

/** The lines that a client can send, in contrast to bytes. */
export const sent = rows.filter(({ bytes }) => bytes === undefined);

/** Sends every line that a client can send; what it cannot is told to `skipped`. */
export const sendAll = async (client: WireClient, mock: Mock, skipped: (sent: string) => void): Promise<void> => {
  for (const row of sent) {
    const scene = await sceneOf(mock);
    const request = requestOf(row, scene);
    if (canSend(client, row, request)) check(row, await client.send(mock.url, request));
    else skipped(row.sent);
  }
};
