// One appointment in a dialog: what Canvas keeps of it, and its requests in the journal.
import { attempt, call } from './api.js';
import { byId, element, json } from './dom.js';
import { dayText } from './days.js';

const fact = (name, value) =>
  value === null || value === '' ? [] : [element('dt', {}, name), element('dd', {}, value)];

const shown = (line, practitioner, record, timeZone) => [
  element('h2', { id: 'detail-title' }, line.patient?.name ?? line.type),
  element(
    'p',
    {},
    element('span', { class: `pill ${line.status}` }, line.status),
    ' ',
    element('span', { class: 'quiet' }, `FHIR: ${line.fhirStatus}`),
  ),
  element(
    'dl',
    {},
    ...fact(
      'When',
      `${dayText(line.start.slice(0, 10))}, ${line.start.slice(11, 16)}–${line.end.slice(11, 16)} ${timeZone}`,
    ),
    ...fact('Practitioner', practitioner),
    ...fact('Type', line.type),
    ...fact('Reason', line.reason),
    ...fact('Location', line.location),
    ...fact('Meeting link', line.meetingLink),
    ...fact('FHIR', element('code', {}, `/Appointment/${line.id}`)),
  ),
  element('details', {}, element('summary', {}, 'The record that Canvas keeps'), json(record, 'The record')),
  element(
    'form',
    { method: 'dialog', class: 'buttons' },
    element('button', { class: 'strong', autofocus: true }, 'Close'),
  ),
];

/** Opens an appointment. */
export const openDetail = (line, practitioner, timeZone) =>
  attempt(async () => {
    const record = await call('GET', `/__admin/records/appointments/${encodeURIComponent(line.id)}`);
    const dialog = byId('detail');
    dialog.replaceChildren(...shown(line, practitioner, record, timeZone));
    if (!dialog.open) dialog.showModal();
  });
