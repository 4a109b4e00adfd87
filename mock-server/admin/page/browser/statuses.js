// The appointments by status: nine figures, each of which can be chosen to be shown alone.
import { byId, element, fill, number } from './dom.js';
import { change, state } from './state.js';

/** Canvas's words in the order of a visit, and what FHIR says for each. */
const statuses = {
  unconfirmed: 'proposed',
  attempted: 'pending',
  confirmed: 'booked',
  arrived: 'arrived',
  roomed: 'checked-in',
  exited: 'fulfilled',
  'no-showed': 'noshow',
  cancelled: 'cancelled',
  deleted: 'entered-in-error',
};

const choose = (status, isChosen) => {
  const others = state.statuses.filter((one) => one !== status);
  change({ statuses: isChosen ? [...others, status] : others });
};

const tile = (status, inSpan, inWorld) =>
  element(
    'label',
    { class: `tile ${status}`, title: `${number(inWorld)} in the whole world` },
    element('input', {
      type: 'checkbox',
      'data-key': status,
      checked: state.statuses.includes(status),
      onchange: ({ target }) => choose(status, target.checked),
    }),
    element(
      'span',
      { class: 'face' },
      element('span', { class: 'number' }, number(inSpan)),
      element('span', { class: 'name' }, status),
      element('span', { class: 'quiet small' }, statuses[status]),
      element('span', { class: 'quiet small' }, `of ${number(inWorld)}`),
    ),
  );

/** Draws the figures: of the shown days, and of the world. */
export const drawStatuses = ({ inSpan, byStatus }) => {
  const legend = byId('statuses').querySelector('legend');
  fill(byId('statuses'), [inSpan.byStatus, byStatus, state.statuses], () => [
    legend,
    ...Object.keys(statuses).map((status) => tile(status, inSpan.byStatus[status] ?? 0, byStatus[status] ?? 0)),
  ]);
};
