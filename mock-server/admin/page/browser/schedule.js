// The schedule: the shown days of the shown practitioners, as a calendar or as a table.
import { call } from './api.js';
import { drawCalendar } from './calendar.js';
import { addDays, dayText, isDay, mondayOf, spanText, weekday } from './days.js';
import { openDetail } from './detail.js';
import { byId, element, number, plural } from './dom.js';
import { drawList } from './list.js';
import { drawPractitioners, setUpPractitioners, shownPractitioners } from './practitioners.js';
import { change, state } from './state.js';
import { drawStatuses } from './statuses.js';

/** Appointments that are drawn; the page says how many are left out. */
const most = 500;

let first = '';
let drawn = '';

const narrow = matchMedia('(max-width: 48rem)');

/** The view of the address; without one a week, or on a narrow window a list. */
const viewShown = () => state.view || (narrow.matches ? 'list' : 'week');

const daysOf = (view) => (view === 'day' ? 1 : 7);

/** The first day to ask for; nothing where the clock of the world decides. */
const firstAsked = (view) => {
  if (!isDay(state.from)) return '';
  return view === 'day' ? state.from : mondayOf(state.from);
};

const query = (parameters) => {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString();
};

/** Saturday and Sunday are left out where nothing happens on them. */
const hiddenDays = (view, lines) => {
  if (view === 'day') return [];
  const used = new Set(lines.map(({ start }) => weekday(start.slice(0, 10))));
  return [6, 0].filter((day) => !used.has(day));
};

const goTo = (day) =>
  element('button', { type: 'button', class: 'link', onclick: () => change({ from: day }) }, dayText(day));

/** What the drawing leaves unsaid: that it is empty and where there is something, or how much is left out. */
const note = ({ total, partial, lines, nearest, inSpan }) => {
  if (partial)
    return ['There are too many appointments to look at all of them: choose a day, a practitioner or a status.'];
  if (lines.length < total)
    return [
      `${number(lines.length)} of ${number(total)} appointments are shown, the earliest first. Choose a day, fewer practitioners or a status to see the others.`,
    ];
  if (total > 0) return [];
  if (inSpan.total > 0)
    return [`None of the ${plural(inSpan.total, 'appointment')} in these days is of these practitioners and statuses.`];
  const ways = [
    nearest.before && ['The nearest before: ', goTo(nearest.before), '. '],
    nearest.after && ['The next: ', goTo(nearest.after), '.'],
  ];
  return ['No appointments in these days. ', ...ways.filter(Boolean).flat()];
};

/** Shows the page anew, once the page has said how. */
let showAnew = () => undefined;

const draw = (schedule, answer, shown, view) => {
  const lines = answer.appointments;
  const open = (line) => void openDetail(line, answer.timeZone, showAnew);
  const isList = view === 'list';
  byId('calendar').hidden = isList;
  byId('list').hidden = !isList;
  if (isList) for (const id of ['calendar-above', 'calendar-below']) byId(id).hidden = true;
  const today = schedule.clock.local.slice(0, 10);
  const key = JSON.stringify([view, schedule.from, today, shown, lines, state.everywhere]);
  if (key === drawn) return;
  drawn = key;
  const from = schedule.from;
  const caption = state.everywhere ? 'On any day' : spanText(from, schedule.days);
  if (isList) drawList({ lines, caption, open });
  else drawCalendar({ view, from, today, lines, practitioners: shown, hidden: hiddenDays(view, lines), open });
};

/** Asks for what is to be shown and draws it. Gives the schedule, whose figures others show as well. */
export const refreshSchedule = async () => {
  const view = viewShown();
  const days = daysOf(view);
  const word = byId('practitioner-search').value.trim();
  const asked = { from: firstAsked(view), days, practitioner: state.practitioners };
  const [schedule, found] = await Promise.all([
    call('GET', `/__admin/schedule?${query(asked)}`),
    word === '' || !byId('practitioners').open
      ? undefined
      : call('GET', `/__admin/schedule?${query({ ...asked, q: word })}`),
  ]);
  first = schedule.from;
  state.timeZone = schedule.timeZone;
  state.readOnly = schedule.readOnly;
  const shown = shownPractitioners(schedule, view);
  const isEverywhere = state.everywhere && view === 'list';
  const answer = await call(
    'GET',
    `/__admin/appointments?${query({
      ...(isEverywhere ? {} : { from: schedule.from, days }),
      practitioner: state.practitioners.length === 0 && view === 'list' ? [] : shown.map(({ id }) => id),
      status: state.statuses.filter((one) => Object.hasOwn(schedule.byStatus, one)),
      limit: most,
    })}`,
  );
  byId('span-title').textContent = spanText(schedule.from, days);
  byId('from').value = schedule.from;
  for (const input of byId('views').querySelectorAll('input')) input.checked = input.value === view;
  byId('schedule-note').replaceChildren(...note({ ...schedule, ...answer, lines: answer.appointments }));
  byId('any-day').hidden = view !== 'list';
  byId('everywhere').checked = state.everywhere;
  drawStatuses(schedule, isEverywhere);
  const listed = found ?? schedule;
  drawPractitioners({
    found: listed.practitioners,
    count: listed.practitionersFound,
    all: schedule.practitionersFound,
    shown,
  });
  draw(schedule, answer, shown, view);
  return schedule;
};

const step = (direction) => {
  if (first !== '') change({ from: addDays(first, direction * daysOf(viewShown())) });
};

/** Lets the controls above the schedule do what they say. */
export const setUpSchedule = (refresh) => {
  showAnew = refresh;
  byId('earlier').addEventListener('click', () => step(-1));
  byId('later').addEventListener('click', () => step(1));
  byId('today').addEventListener('click', () => change({ from: '' }));
  byId('from').addEventListener('change', ({ target }) => isDay(target.value) && change({ from: target.value }));
  byId('views').addEventListener('change', ({ target }) => change({ view: target.value }));
  byId('everywhere').addEventListener('change', ({ target }) => change({ everywhere: target.checked }));
  setUpPractitioners(refresh);
  narrow.addEventListener('change', refresh);
};
