// The appointments as a table: the same that the calendar draws, for everybody who would rather read.
import { byId, element, plural } from './dom.js';
import { dayOf, timesOf } from './days.js';

const head = ['Day', 'Time', 'Patient', 'Practitioner', 'Type', 'Status'];

const row = (line, open) =>
  element(
    'tr',
    {},
    element('td', {}, dayOf(line)),
    element('td', {}, timesOf(line)),
    element(
      'td',
      {},
      element(
        'button',
        { type: 'button', class: 'link', 'data-key': line.id, onclick: () => open(line) },
        line.patient?.name ?? 'No patient',
      ),
    ),
    element('td', {}, line.practitioner.name),
    element('td', {}, line.type),
    element(
      'td',
      {},
      element('span', { class: `pill ${line.status}` }, line.status),
      ' ',
      element('span', { class: 'quiet small' }, line.fhirStatus),
    ),
  );

/** Draws the table. */
export const drawList = ({ lines, caption, open }) => {
  const table = element(
    'table',
    {},
    element('caption', {}, `${caption}: ${plural(lines.length, 'appointment')}`),
    element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...lines.map((line) => row(line, open))),
  );
  byId('list').replaceChildren(
    element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Appointments as a table' }, table),
  );
};
