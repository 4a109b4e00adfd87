// One appointment in a dialog: what Canvas keeps of it, and what people may do to it in the chart.
import { attempt, call } from './api.js';
import { chartButtons } from './chart.js';
import { byId, element, facts, json } from './dom.js';
import { dayOf, timesOf } from './days.js';
import { state } from './state.js';

const recordView = (line, record, timeZone, chart) => [
  element('h2', { id: 'detail-title' }, line.patient?.name ?? line.type),
  element(
    'p',
    {},
    element('span', { class: `pill ${line.status}` }, line.status),
    ' ',
    element('span', { class: 'quiet' }, `FHIR: ${line.fhirStatus}`),
  ),
  facts(
    ['When', `${dayOf(line)}, ${timesOf(line)} ${timeZone}`],
    ['Practitioner', line.practitioner.name],
    ['Type', line.type],
    ['Reason', line.reason],
    ['Location', line.location],
    ['Meeting link', line.meetingLink],
    ['FHIR', element('code', {}, `/Appointment/${line.id}`)],
  ),
  chart,
  element('details', {}, element('summary', {}, 'The record that Canvas keeps'), json(record, 'The record')),
  element(
    'form',
    { method: 'dialog', class: 'buttons' },
    element('button', { class: 'strong', autofocus: true }, 'Close'),
  ),
];

/** Opens an appointment; `refresh` shows the page anew after an action. */
export const openDetail = (line, timeZone, refresh) =>
  attempt(async () => {
    const record = await call('GET', `/__admin/records/appointments/${encodeURIComponent(line.id)}`);
    const dialog = byId('detail');
    const acted = () => {
      dialog.close();
      refresh();
    };
    const chart = state.readOnly ? '' : await chartButtons(line, acted);
    dialog.replaceChildren(...recordView(line, record, timeZone, chart));
    if (!dialog.open) dialog.showModal();
  });
