// The appointments by status: nine figures, each of which can be chosen to be shown alone.
import { byId, element, fill, number, plural } from './dom.js';
import { change, state } from './state.js';

const choose = (status, isChosen) => {
  const others = state.statuses.filter((one) => one !== status);
  change({ statuses: isChosen ? [...others, status] : others });
};

const tile = (status, count, fhirStatus) =>
  element(
    'label',
    { class: `tile ${status}` },
    element('input', {
      type: 'checkbox',
      'data-key': status,
      checked: state.statuses.includes(status),
      onchange: ({ target }) => choose(status, target.checked),
    }),
    element(
      'span',
      { class: 'face' },
      element('span', { class: 'number' }, number(count)),
      element('span', { class: 'name' }, status),
      element('span', { class: 'quiet' }, fhirStatus),
    ),
  );

/** A bar whose parts are as long as the shares; the figures say the same in words. */
const spread = (byStatus) => {
  const parts = Object.keys(byStatus).filter((status) => byStatus[status] > 0);
  return parts.map((status) => {
    const part = element('span', { class: status });
    part.style.flexGrow = byStatus[status];
    return part;
  });
};

const worldText = (byStatus, total) => {
  const parts = Object.keys(byStatus).filter((status) => byStatus[status] > 0);
  const counts = parts.map((status) => `${number(byStatus[status])} ${status}`);
  return `${plural(total, 'appointment')} in this world${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`;
};

/** Draws the figures: of what is shown, each of which can be chosen, and of the whole world. */
export const drawStatuses = ({ inSpan, byStatus, fhirStatuses, total }, isEverywhere) => {
  const target = byId('statuses');
  const legend = target.querySelector('legend');
  const shown = isEverywhere ? byStatus : inSpan.byStatus;
  fill(target, [shown, fhirStatuses, state.statuses], () => [
    legend,
    ...Object.keys(byStatus).map((status) => tile(status, shown[status] ?? 0, fhirStatuses[status])),
  ]);
  fill(byId('spread'), byStatus, spread);
  byId('world-statuses').textContent = worldText(byStatus, total);
};
