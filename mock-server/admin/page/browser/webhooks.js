// Events out: the receivers of the world, and the latest deliveries with what became of each.
import { attempt, call } from './api.js';
import { byId, element, fill, onSubmit } from './dom.js';

/** Deliveries that are shown. */
const shown = 20;

const short = (event) => event.replace('APPOINTMENT_', '').toLowerCase().replaceAll('_', ' ');

const receiverRow = ({ id, url, events, active }, refresh) =>
  element(
    'li',
    {},
    element(
      'span',
      {},
      element('code', {}, url),
      ' ',
      element(
        'span',
        { class: 'quiet small' },
        `${id}${active ? '' : ', not active'}: ${events.map(short).join(', ')}`,
      ),
    ),
    element(
      'button',
      {
        type: 'button',
        'data-key': id,
        'aria-label': `Remove the receiver ${url}`,
        onclick: () => attempt(() => call('DELETE', `/__admin/webhooks/${id}`), 'The receiver is gone', refresh),
      },
      'Remove',
    ),
  );

/** What became of the last attempt, or why there was none. */
const outcome = ({ attempts, reason, due, faults }) => {
  const last = attempts.at(-1);
  const parts = [last && String(last.status ?? last.error), reason, due && `due ${due}`, ...faults];
  const times = attempts.length > 1 ? `${attempts.length} attempts` : undefined;
  return [times, ...parts].filter((part) => part !== undefined).join('; ');
};

const deliveryRow = (delivery, refresh) => {
  const { id, event, receiver, state } = delivery;
  return element(
    'li',
    {},
    element(
      'span',
      {},
      element('code', {}, `${short(event)} ${state}`),
      ' ',
      element('span', { class: 'quiet small' }, `${receiver}; ${outcome(delivery)}`),
    ),
    element(
      'button',
      {
        type: 'button',
        'data-key': id,
        'aria-label': `Send again ${id}: ${short(event)}`,
        onclick: () =>
          attempt(() => call('POST', `/__admin/webhooks/deliveries/${id}/send`), 'It is sent again', refresh),
      },
      'Send again',
    ),
  );
};

/** Lets the form add a receiver. */
export const setUpWebhooks = (refresh) =>
  onSubmit(byId('new-receiver'), (form) => {
    const filled = [...new FormData(form)].filter(([, value]) => value !== '');
    const after = () => {
      form.reset();
      refresh();
    };
    return attempt(
      () => call('POST', '/__admin/webhooks', Object.fromEntries(filled)),
      'The receiver is told of every event',
      after,
    );
  });

/** Draws the receivers and the latest deliveries. */
export const refreshWebhooks = async (refresh) => {
  const [{ receivers }, { deliveries }] = await Promise.all([
    call('GET', '/__admin/webhooks'),
    call('GET', `/__admin/webhooks/deliveries?limit=${shown}`),
  ]);
  fill(byId('receivers'), receivers, () => receivers.map((receiver) => receiverRow(receiver, refresh)));
  fill(byId('deliveries'), deliveries, () => deliveries.map((delivery) => deliveryRow(delivery, refresh)));
};
