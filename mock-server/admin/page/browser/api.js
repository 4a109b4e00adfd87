// The calls of the page: /__admin in the chosen world, with the admin token where one is asked for.
import { byId } from './dom.js';
import { tell } from './messages.js';
import { state } from './state.js';

const key = 'canvas-harness admin token';

/** The admin surface says no, in its own words. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** The headers of a call. `world` undefined leaves the world to the mock. */
export const headers = (world = state.world) => {
  const token = sessionStorage.getItem(key);
  return {
    ...(world === '' ? {} : { 'x-mock-world': world }),
    ...(token === null ? {} : { 'x-mock-admin-token': token }),
  };
};

let asking;

/** Without the token there is nothing to see. */
byId('token').addEventListener('cancel', (event) => event.preventDefault());

/** Asks for the admin token, once for all calls that wait for it. */
const askForToken = () => {
  asking ??= new Promise((resolve) => {
    const dialog = byId('token');
    byId('token-fault').textContent = sessionStorage.getItem(key) === null ? '' : 'This is not the token of this mock.';
    dialog.addEventListener(
      'close',
      () => {
        const input = dialog.querySelector('input');
        sessionStorage.setItem(key, input.value);
        input.value = '';
        asking = undefined;
        resolve();
      },
      { once: true },
    );
    dialog.showModal();
  });
  return asking;
};

/** Does a request, and again when the token is there. */
export const request = async (path, init) => {
  for (;;) {
    const before = sessionStorage.getItem(key);
    const response = await fetch(path, init());
    if (response.status !== 401) return response;
    // Another call may have asked in the meantime.
    if (sessionStorage.getItem(key) === before) await askForToken();
  }
};

/** What a call gives, as JSON; undefined where it gives nothing. A refusal is thrown in its own words. */
export const call = async (method, path, body, world = state.world) => {
  const init = () => ({
    method,
    headers: { ...headers(world), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await request(path, init);
  const text = await response.text();
  const value = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Refused(value?.error ?? `The mock answers ${response.status}`, response.status);
  return value;
};

/** Does something for the user, and what comes after; what goes wrong is told, and gives false. */
export const attempt = async (act, done, after) => {
  try {
    await act();
  } catch (error) {
    tell(error instanceof Refused ? error.message : `The mock cannot be reached: ${error.message}`, true);
    return false;
  }
  if (done !== undefined) tell(done);
  after?.();
  return true;
};
