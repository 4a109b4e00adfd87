// The calendar: the package @event-calendar/build, told what to draw.
/* global EventCalendar, MutationObserver, requestAnimationFrame */
import { dayOf, timeOf, timesOf } from './days.js';
import { byId, element, plural } from './dom.js';

let calendar;

/** What is said of an appointment to those who do not see where it stands. */
const spoken = (text) => element('span', { class: 'visually-hidden' }, text);

/** A button, so that it is reached and pressed as any other; what it shows is the beginning of its name. */
const content = ({ event: { extendedProps } }) => {
  const { line, open } = extendedProps;
  const { start, end, patient, type, status } = line;
  const practitioner = line.practitioner.name;
  const title = `${timesOf(line)} ${patient?.name ?? 'no patient'}, ${type}, ${practitioner}, ${status}`;
  const button = element(
    'button',
    { type: 'button', title, 'data-key': line.id, onclick: () => open(line) },
    element(
      'span',
      {},
      element('span', { class: 'at' }, timeOf(start)),
      spoken(` to ${timeOf(end)},`),
      ' ',
      element('b', {}, patient?.name ?? type),
      patient !== null && element('span', { class: 'of' }, ` ${type}`),
      spoken(`, with ${practitioner} on ${dayOf(line)}, ${status}`),
    ),
  );
  return { domNodes: [button] };
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

const eventOf = (line, open) => ({
  id: line.id,
  resourceIds: [line.practitioner.id],
  start: wall(line.start),
  end: endOf(line),
  classNames: ['appointment', line.status],
  extendedProps: { line, open },
});

const options = {
  view: 'resourceTimeGridWeek',
  headerToolbar: { start: '', center: '', end: '' },
  allDaySlot: false,
  datesAboveResources: true,
  columnWidth: 'minmax(3.75rem, 1fr)',
  eventStartEditable: false,
  eventDurationEditable: false,
  pointer: false,
  selectable: false,
  firstDay: 1,
  locale: 'en-GB',
  height: 'min(44rem, 76vh)',
  slotDuration: '00:30',
  // A quarter of an hour has room for two lines.
  slotHeight: 58,
  slotMinTime: '07:00',
  slotMaxTime: '19:00',
  flexibleSlotTimeLimits: true,
  nowIndicator: false,
  dayHeaderFormat: { weekday: 'short', day: 'numeric', month: 'short' },
  slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
  resourceLabelContent: ({ resource }) => ({ domNodes: [element('span', {}, String(resource.title))] }),
  eventContent: content,
};

/**
 * The component calls itself a table without being one. Its days and names are read as text, its appointments are
 * buttons that say everything, and what scrolls can be scrolled by keyboard.
 */
const mend = (root) => {
  for (const part of root.querySelectorAll(':is([role], [aria-colspan]):not(.ec-main), .ec-col-head [aria-label]'))
    for (const name of ['role', 'aria-colindex', 'aria-colspan', 'aria-label']) part.removeAttribute(name);
  const scrollable = root.querySelector('.ec-main:not([role])');
  if (scrollable === null) return;
  scrollable.tabIndex = 0;
  scrollable.setAttribute('role', 'region');
  scrollable.setAttribute('aria-label', 'Calendar');
};

const create = () => {
  const root = byId('calendar');
  new MutationObserver(() => mend(root)).observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ['role', 'aria-colspan', 'aria-label'],
  });
  root.addEventListener('scroll', tellHidden, { capture: true, passive: true });
  return EventCalendar.create(root, options);
};

/** How many of the drawn appointments lie above or below the part that is seen; a press goes to the nearest of them. */
const tellHidden = () => {
  const view = byId('calendar').querySelector('.ec-main');
  if (view === null) return;
  const { top, bottom } = view.getBoundingClientRect();
  const head = view.querySelector('.ec-header')?.getBoundingClientRect().height ?? 0;
  const places = [...view.querySelectorAll('.ec-event')].map((event) => event.getBoundingClientRect());
  const above = places.filter((place) => place.bottom <= top + head);
  const below = places.filter((place) => place.top >= bottom);
  const go = (distance) => () => view.scrollBy({ top: distance });
  const tell = (id, arrow, word, hidden, distance) => {
    const button = byId(id);
    button.hidden = hidden.length === 0;
    button.textContent = `${arrow} ${plural(hidden.length, 'appointment')} ${word}`;
    button.onclick = go(distance);
  };
  tell('calendar-above', '↑', 'earlier', above, Math.max(...above.map((place) => place.top)) - top - head - 8);
  tell('calendar-below', '↓', 'later', below, Math.min(...below.map((place) => place.bottom)) - bottom + 8);
};

/** The time of day of the first appointment, so that it is seen at once; the morning where there is none. */
const firstTime = (lines) => {
  const [first = '08:00'] = lines.map(({ start }) => timeOf(start)).toSorted();
  return `${first.slice(0, 2)}:00`;
};

/** Draws the lines of some days: a column for each practitioner on each day. */
export const drawCalendar = ({ view, from, today, lines, practitioners, hidden, open }) => {
  calendar ??= create();
  calendar.setOption('view', view === 'day' ? 'resourceTimeGridDay' : 'resourceTimeGridWeek');
  calendar.setOption('hiddenDays', hidden);
  calendar.setOption('scrollTime', firstTime(lines));
  calendar.setOption('date', from);
  calendar.setOption('highlightedDates', [today]);
  calendar.setOption(
    'resources',
    practitioners.map(({ id, name }) => ({ id, title: name })),
  );
  calendar.setOption(
    'events',
    lines.map((line) => eventOf(line, open)),
  );
  requestAnimationFrame(() => requestAnimationFrame(tellHidden));
};
