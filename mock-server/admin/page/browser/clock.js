// The clock of the world: as it stands or runs, and stopping, moving and setting it.
import { attempt, call } from './api.js';
import { byId, onSubmit } from './dom.js';

let latest;

/** The clinic's time, counted on from the last answer while the clock runs. */
const draw = () => {
  if (latest === undefined) return;
  const { local, frozen, at } = latest;
  const date = new Date(`${local.slice(0, 19)}Z`);
  if (!frozen) date.setTime(date.getTime() + performance.now() - at);
  const text = date.toISOString();
  byId('clock-now').textContent = `${text.slice(0, 10)} ${text.slice(11, 19)}`;
  byId('clock-now').dateTime = text.slice(0, 19) + local.slice(19);
};

/** Takes over what the mock says of its clock. */
export const drawClock = ({ clock, timeZone }) => {
  latest = { ...clock, at: performance.now() };
  byId('clock-state').textContent = clock.frozen ? 'Clock frozen' : 'Clock runs';
  byId('clock-state').className = clock.frozen ? 'pill frozen' : 'quiet';
  byId('clock-zone').textContent = `${clock.local.slice(19)} ${timeZone}`;
  byId('clock-freeze').disabled = clock.frozen;
  byId('clock-run').disabled = !clock.frozen;
  draw();
};

/** Lets the controls of the clock do what they say. */
export const setUpClock = (refresh) => {
  const put = (id, method, body, done) =>
    byId(id).addEventListener('click', () => attempt(() => call(method, '/__admin/clock', body), done, refresh));
  const set = (form) => {
    const body = Object.fromEntries(new FormData(form));
    return attempt(() => call('PUT', '/__admin/clock', body), 'The clock is set', refresh);
  };
  put('clock-freeze', 'PUT', { frozen: true }, 'The clock stands still');
  put('clock-run', 'PUT', { frozen: false }, 'The clock runs');
  put('clock-system', 'DELETE', undefined, 'The clock follows the system');
  onSubmit(byId('clock-advance'), set);
  onSubmit(byId('clock-set'), set);
  setInterval(draw, 1000);
};
