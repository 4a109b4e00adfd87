// The calendar: the package @event-calendar/build, told what to draw.
/* global EventCalendar */
import { byId, element } from './dom.js';

let calendar;

const timeOf = (text) => text.slice(11, 16);

/** What a screen reader says of an appointment. */
export const spoken = ({ start, end, patient, type, status }, practitioner) =>
  `${timeOf(start)} to ${timeOf(end)}, ${patient?.name ?? 'no patient'}, ${type}, with ${practitioner}, ${status}`;

const content = ({ event: { extendedProps } }) => {
  const { line } = extendedProps;
  return {
    domNodes: [
      element('span', { class: 'at' }, timeOf(line.start)),
      ' ',
      element('b', {}, line.patient?.name ?? line.type),
      element('span', { class: 'of' }, line.patient === null ? '' : line.type),
    ],
  };
};

/** The clinic's clocks as they stand, so that no zone of the browser's moves anything. */
const wall = (text) => text.slice(0, 19);

/** An end that does not lie behind the start would not be drawn. */
const endOf = ({ start, end }) => {
  if (wall(end) > wall(start)) return wall(end);
  const shown = new Date(`${wall(start)}Z`);
  shown.setUTCMinutes(shown.getUTCMinutes() + 15);
  return shown.toISOString().slice(0, 19);
};

const eventOf = (line, names) => ({
  id: line.id,
  resourceIds: [line.practitioner],
  start: wall(line.start),
  end: endOf(line),
  classNames: ['appointment', line.status],
  extendedProps: { line, spoken: spoken(line, names.get(line.practitioner) ?? line.practitioner) },
});

const options = (open) => ({
  view: 'resourceTimeGridWeek',
  headerToolbar: { start: '', center: '', end: '' },
  allDaySlot: false,
  datesAboveResources: true,
  editable: false,
  selectable: false,
  firstDay: 1,
  locale: 'en-GB',
  height: 'min(44rem, 76vh)',
  slotDuration: '00:30',
  slotHeight: 28,
  slotMinTime: '07:00',
  slotMaxTime: '19:00',
  flexibleSlotTimeLimits: true,
  nowIndicator: false,
  dayHeaderFormat: { weekday: 'short', day: 'numeric', month: 'short' },
  slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
  resourceLabelContent: ({ resource }) => ({ domNodes: [element('span', {}, String(resource.title))] }),
  eventContent: content,
  eventDidMount: ({ el, event }) => {
    el.setAttribute('aria-label', event.extendedProps.spoken);
    el.setAttribute('title', event.extendedProps.spoken);
  },
  eventClick: ({ event }) => open(event.extendedProps.line),
});

/** Draws the lines of some days: a column for each practitioner on each day. */
export const drawCalendar = ({ view, from, lines, practitioners, hidden, open }) => {
  calendar ??= EventCalendar.create(byId('calendar'), options(open));
  const names = new Map(practitioners.map(({ id, name }) => [id, name]));
  calendar.setOption('view', view === 'day' ? 'resourceTimeGridDay' : 'resourceTimeGridWeek');
  calendar.setOption('hiddenDays', hidden);
  calendar.setOption('date', from);
  calendar.setOption(
    'resources',
    practitioners.map(({ id, name }) => ({ id, title: name })),
  );
  calendar.setOption(
    'events',
    lines.map((line) => eventOf(line, names)),
  );
};
