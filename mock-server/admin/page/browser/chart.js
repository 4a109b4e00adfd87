// What people do to an appointment in the chart, as buttons: those that its state allows.
import { attempt, call } from './api.js';
import { element } from './dom.js';

const labels = {
  reschedule: 'Reschedule',
  'check-in': 'Check in',
  room: 'Room',
  'no-show': 'No-show',
  cancel: 'Cancel appointment',
  restore: 'Restore',
  delete: 'Delete',
};

let known;

/** The actions of the mock, asked for once. */
const allActions = async () => (known ??= (await call('GET', '/__admin/actions')).actions);

/** Asks in a line of its own for the one thing that an action needs. */
const form = (label, name, type, act) =>
  element(
    'form',
    {
      class: 'buttons',
      onsubmit: (event) => {
        event.preventDefault();
        void act({ [name]: new FormData(event.target).get(name) });
      },
    },
    element('label', {}, `${label} `, element('input', { name, type, required: true })),
    element('button', {}, label),
  );

const asInstant = ({ start }) => ({ start: new Date(`${start}Z`).toISOString() });

/** The buttons beside an appointment. `done` is called after each. */
export const chartButtons = async (line, done) => {
  const act = (action, input = {}) =>
    attempt(
      () => call('POST', '/__admin/actions', { action, appointment: line.id, ...input }),
      `${labels[action] ?? action}: done`,
      done,
    );
  const possible = (await allActions()).filter(({ from }) => from.includes(line.status)).map(({ action }) => action);
  const plain = possible.filter((action) => Object.hasOwn(labels, action) && action !== 'reschedule');
  const can = (action) => possible.includes(action);
  return element(
    'section',
    { class: 'chart', 'aria-label': 'In the chart' },
    element('h3', {}, 'In the chart'),
    element(
      'div',
      { class: 'buttons' },
      ...plain.map((action) => element('button', { type: 'button', onclick: () => act(action) }, labels[action])),
    ),
    can('reschedule') &&
      form('Reschedule to (UTC)', 'start', 'datetime-local', (sent) => act('reschedule', asInstant(sent))),
    can('change-provider') &&
      form('Change provider to', 'practitioner', 'text', (sent) => act('change-provider', sent)),
    can('edit-reason') && form('Edit reason', 'text', 'text', (sent) => act('edit-reason', sent)),
    line.patient !== null &&
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'button', onclick: () => act('mark-deceased') }, 'Mark patient deceased'),
      ),
  );
};
