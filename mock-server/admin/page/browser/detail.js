// One appointment in a dialog: what Canvas keeps of it, and its requests in the journal.
import { attempt, call } from './api.js';
import { byId, element, facts, json } from './dom.js';
import { dayOf, timesOf } from './days.js';

const recordView = (line, record, timeZone) => [
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
  element('details', {}, element('summary', {}, 'The record that Canvas keeps'), json(record, 'The record')),
  element(
    'form',
    { method: 'dialog', class: 'buttons' },
    element('button', { class: 'strong', autofocus: true }, 'Close'),
  ),
];

/** Opens an appointment. */
export const openDetail = (line, timeZone) =>
  attempt(async () => {
    const record = await call('GET', `/__admin/records/appointments/${encodeURIComponent(line.id)}`);
    const dialog = byId('detail');
    dialog.replaceChildren(...recordView(line, record, timeZone));
    if (!dialog.open) dialog.showModal();
  });
