// Worlds: which one is shown, and making, resetting, dropping, saving and restoring them.
import { attempt, call } from './api.js';
import { byId, element, fill, onSubmit, plural } from './dom.js';
import { confirmed } from './messages.js';
import { change, state } from './state.js';

const path = (name, rest = '') => `/__admin/worlds/${encodeURIComponent(name)}${rest}`;

/** The names of all worlds. */
export const knownWorlds = async () => (await call('GET', '/__admin/worlds', undefined, '')).worlds;

const snapshotRow = (name, refresh) => {
  const at = path(state.world, `/snapshots/${encodeURIComponent(name)}`);
  const act = (method, rest, done) => () => attempt(() => call(method, at + rest), done, refresh);
  return element(
    'li',
    {},
    element('span', {}, name),
    element(
      'button',
      {
        type: 'button',
        'data-key': `restore ${name}`,
        onclick: act('POST', '/restore', `Restored ${name}`),
        'aria-label': `Restore ${name}`,
      },
      'Restore',
    ),
    element(
      'button',
      {
        type: 'button',
        'data-key': `delete ${name}`,
        onclick: act('DELETE', '', `Deleted ${name}`),
        'aria-label': `Delete ${name}`,
      },
      'Delete',
    ),
  );
};

/** The world that is shown. */
export const shownWorld = () => call('GET', path(state.world), undefined, '');

/** Draws the worlds there are and what is to say of the shown one. */
export const drawWorlds = (worlds, world, refresh) => {
  const options = worlds.toSorted((one, other) =>
    one === 'default' ? -1 : other === 'default' ? 1 : one.localeCompare(other),
  );
  fill(byId('world'), options, () => options.map((name) => element('option', { value: name }, name)));
  byId('world').value = state.world;
  byId('world-facts').textContent =
    `${world.name}: ${plural(world.appointments, 'appointment')}, ${plural(world.snapshots.length, 'snapshot')}`;
  byId('drop-world').disabled = state.world === 'default';
  fill(byId('snapshots'), [state.world, world.snapshots], () =>
    world.snapshots.map((name) => snapshotRow(name, refresh)),
  );
};

/** Does something with the name in a form, which is empty again when it is done. */
const submit = (id, act) =>
  onSubmit(byId(id), async (form) => {
    if (await act(new FormData(form).get('name').trim())) form.reset();
  });

const drop = async () => {
  const { world } = state;
  if (!(await confirmed(`Drop the world ${world}, with its snapshots?`, 'Drop it'))) return;
  const after = () => change({ world: 'default' });
  await attempt(() => call('DELETE', path(world), undefined, ''), `Dropped ${world}`, after);
};

const reset = async (refresh) => {
  const question = `Reset the world ${state.world}? Records, settings and clock go back to the start, faults end.`;
  if (!(await confirmed(question, 'Reset it'))) return;
  await attempt(() => call('POST', path(state.world, '/reset'), undefined, ''), `Reset ${state.world}`, refresh);
};

/** Lets the controls of the worlds do what they say. */
export const setUpWorlds = (refresh) => {
  byId('world').addEventListener('change', ({ target }) => change({ world: target.value }));
  byId('drop-world').addEventListener('click', drop);
  byId('reset-world').addEventListener('click', () => reset(refresh));
  submit('new-world', (name) =>
    attempt(
      () => call('POST', '/__admin/worlds', { name }, ''),
      `Created ${name}`,
      () => change({ world: name }),
    ),
  );
  submit('new-snapshot', (name) => {
    const at = path(state.world, `/snapshots/${encodeURIComponent(name)}`);
    return attempt(() => call('PUT', at, undefined, ''), `Saved ${name}`, refresh);
  });
};
