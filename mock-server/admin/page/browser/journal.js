// The live journal: the latest exchanges, each of which opens to its explanation.
import { attempt, call } from './api.js';
import { byId, element, plural } from './dom.js';
import { explanationView } from './explanation.js';
import { state } from './state.js';
import { listen } from './stream.js';

/** Rows in the page; older ones go. */
const most = 100;

/** Exchanges that come within so many milliseconds are drawn at once. */
const together = 100;

let stop = () => undefined;
let isPaused = false;
let left = 0;
let latest = '0';
/** What has come and is not drawn yet: the latest of it, and how many it was. */
let coming = [];
let came = 0;
let timer;

/** Which exchanges are meant, as a filter and not by a header, since a header would make a world that is gone anew. */
const scope = () => new URLSearchParams(byId('all-worlds').checked ? {} : { world: state.world });

const tone = ({ status, faults }) =>
  status >= 500 || faults !== undefined ? 'fault' : status >= 400 ? 'refused' : 'fine';

const gist = ({ refusedBy, faults, rules }) => refusedBy ?? faults?.join(', ') ?? plural(rules.length, 'rule');

const explain = async (details, id) => {
  if (details.dataset.loaded === 'yes') return;
  details.dataset.loaded = 'yes';
  const isDone = await attempt(async () => {
    const whole = await call('GET', `/__admin/requests/${id}`, undefined, '');
    details.querySelector('.inside').replaceChildren(explanationView(whole));
  });
  if (!isDone) details.dataset.loaded = 'no';
};

/** The time of day on the clinic's clocks. */
const clinicTime = (time) => new Date(time).toLocaleTimeString('en-GB', { timeZone: state.timeZone, hourCycle: 'h23' });

const row = (entry) => {
  const { id, method, path, status, time, world } = entry;
  const details = element(
    'details',
    { ontoggle: ({ currentTarget }) => currentTarget.open && explain(currentTarget, id) },
    element(
      'summary',
      {},
      element('span', { class: `status ${tone(entry)}` }, status),
      element('span', { class: 'what' }, element('b', {}, method), ' ', element('code', {}, path)),
      element('span', { class: 'gist' }, gist(entry)),
      element(
        'time',
        { class: 'when quiet', datetime: time, title: `${time} (shown: ${state.timeZone})` },
        byId('all-worlds').checked ? `${world} · ` : '',
        clinicTime(time),
      ),
    ),
    element('div', { class: 'inside' }, element('p', { class: 'quiet' }, 'Asking for the explanation…')),
  );
  return element('li', { 'data-id': id }, details);
};

/** A row that is open stays, however old it is. */
const trim = (list) => {
  const closed = [...list.children].filter((item) => item.querySelector('details[open]') === null);
  for (const item of closed.slice(Math.max(0, most - (list.children.length - closed.length)))) {
    item.remove();
    left += 1;
  }
};

const pauseText = () => {
  if (!isPaused) return 'Pause';
  return came > 0 ? `Go on (${came} new)` : 'Go on';
};

const show = () => {
  const list = byId('exchanges');
  trim(list);
  byId('journal-empty').hidden = list.children.length > 0;
  byId('journal-left').textContent =
    left === 0
      ? ''
      : `The latest ${list.children.length} are shown; ${plural(left, 'older one')} at /__admin/requests.`;
  byId('pause').textContent = pauseText();
};

/** Draws what has come. More than the page holds is not drawn at all. */
const drawComing = () => {
  timer = undefined;
  if (!isPaused) {
    byId('exchanges').prepend(...coming.toReversed().map(row));
    left += came - coming.length;
    coming = [];
    came = 0;
  }
  show();
};

const isWanted = ({ status }) => !byId('refused-only').checked || (status >= 400 && status < 500);

const take = (entry) => {
  latest = entry.id;
  if (!isWanted(entry)) return;
  coming = [...coming, entry].slice(-most);
  came += 1;
  timer ??= setTimeout(drawComing, together);
};

const fetched = async () => {
  const query = scope();
  query.set('limit', String(most));
  if (byId('refused-only').checked) query.set('status', '4xx');
  return call('GET', `/__admin/requests?${query}`, undefined, '');
};

/** Reads what comes from now on. A mock that was away may have begun to count anew, and so does the journal then. */
const follow = (told) => {
  if (document.visibilityState !== 'visible') return;
  let wasAway = false;
  stop = listen({
    query: scope(),
    after: latest,
    take: (entry) => {
      take(entry);
      told(entry);
    },
    say: (isOpen) => {
      byId('stream-state').textContent = isOpen ? 'live' : 'not connected';
      byId('stream-state').className = isOpen ? 'live small' : 'broken small';
      if (isOpen && wasAway) void startJournal(told);
      wasAway = !isOpen;
    },
  });
};

let begun = 0;

/** Begins anew: what is kept, and then whatever comes. `told` hears of each exchange. */
export const startJournal = async (told) => {
  const mine = ++begun;
  stop();
  await attempt(async () => {
    const { total, requests } = await fetched();
    if (mine !== begun) return;
    left = total - requests.length;
    latest = requests[0]?.id ?? '0';
    coming = [];
    came = 0;
    byId('exchanges').replaceChildren(...requests.map(row));
    show();
    follow(told);
  });
};

/** A page that nobody sees gives its connection back, since a browser has only a few for each host. */
const followWhileSeen = (told) =>
  document.addEventListener('visibilitychange', () => {
    stop();
    follow(told);
  });

/** Lets the buttons of the journal do what they say. */
export const setUpJournal = (told) => {
  followWhileSeen(told);
  byId('pause').addEventListener('click', () => {
    isPaused = !isPaused;
    byId('pause').setAttribute('aria-pressed', String(isPaused));
    drawComing();
  });
  const clear = () => call('DELETE', `/__admin/requests?${scope()}`, undefined, '');
  byId('clear-journal').addEventListener('click', () =>
    attempt(clear, 'The journal is empty', () => startJournal(told)),
  );
  for (const id of ['all-worlds', 'refused-only']) byId(id).addEventListener('change', () => void startJournal(told));
};
