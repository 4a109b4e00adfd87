// Which practitioners are shown: the first few, until somebody chooses.
import { byId, element, fill, number, plural } from './dom.js';
import { change, state } from './state.js';

const wide = matchMedia('(min-width: 100rem)');

/** Who is shown without a choice: as many as a week and a day have room for. */
const first = { week: () => (wide.matches ? 4 : 2), day: () => 8, list: () => 100 };

/** Columns there may be. */
const most = 12;

const byName = (one, other) => one.name.localeCompare(other.name);

/** The practitioners to show: the chosen ones, or the first who have appointments in these days, then the others. */
export const shownPractitioners = ({ practitioners, chosen }, view) => {
  if (state.practitioners.length > 0) return chosen;
  const busy = practitioners.filter(({ appointments }) => appointments > 0);
  const idle = practitioners.filter(({ appointments }) => appointments === 0);
  const count = first[view]();
  return [...busy, ...idle].slice(0, count).toSorted(byName);
};

const choose = (id, isChosen, shown) => {
  const ids = (state.practitioners.length > 0 ? state.practitioners : shown.map((one) => one.id)).filter(
    (one) => one !== id,
  );
  change({ practitioners: (isChosen ? [...ids, id] : ids).slice(-most) });
};

const choice = ({ id, name, appointments }, shown) =>
  element(
    'label',
    { class: 'check' },
    element('input', {
      type: 'checkbox',
      'data-key': id,
      checked: shown.some((one) => one.id === id),
      onchange: ({ target }) => choose(id, target.checked, shown),
    }),
    element('span', {}, name),
    element('span', { class: 'quiet small' }, number(appointments)),
  );

/** Draws the choices. `found` are those whose name is searched for. */
export const drawPractitioners = ({ found, count, all, shown }) => {
  byId('practitioners-title').textContent = `Practitioners: ${shown.length} of ${number(all)}`;
  fill(byId('practitioner-choices'), [found, shown.map(({ id }) => id)], () => found.map((one) => choice(one, shown)));
  byId('practitioners-left').textContent =
    found.length === 0
      ? 'Nobody of that name.'
      : count > found.length
        ? `${plural(count - found.length, 'more')}: search by name.`
        : `The numbers are appointments in these days. At most ${most} are shown at a time.`;
};

/** Lets the list of practitioners be closed as a menu is: by Escape, and by a press anywhere else. */
export const setUpPractitioners = (refresh) => {
  const menu = byId('practitioners');
  byId('practitioner-search').addEventListener('input', refresh);
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
};
