// The page: what is asked for when, and how its parts hear of each other.
import { attempt } from './api.js';
import { drawClock, setUpClock } from './clock.js';
import { byId } from './dom.js';
import { refreshFaults } from './faults.js';
import { setUpJournal, startJournal } from './journal.js';
import { tell } from './messages.js';
import { refreshSchedule, setUpSchedule } from './schedule.js';
import { drawSettings } from './settings.js';
import { change, onChange, state } from './state.js';
import { refreshWebhooks, setUpWebhooks } from './webhooks.js';
import { drawWorlds, knownWorlds, setUpWorlds, shownWorld } from './worlds.js';

/** What changes without an exchange is looked for this often, in milliseconds. */
const often = 5000;

/** Exchanges that come in quick succession are answered by one refresh, and many of them by one a second. */
const together = 150;
const apart = 1000;

let isRunning = false;
let isDue = false;
let isBroken = false;

/** A world is looked for before it is asked anything: to name one that is gone would make it anew. */
const all = async () => {
  const worlds = await knownWorlds();
  if (!worlds.includes(state.world)) {
    tell(`There is no world '${state.world}': this is the default one`, true);
    change({ world: 'default' });
    return;
  }
  const [schedule, world] = await Promise.all([
    refreshSchedule(),
    shownWorld(),
    refreshFaults(refresh),
    refreshWebhooks(refresh),
  ]);
  drawWorlds(worlds, world, refresh);
  await drawSettings(world.settings, refresh);
  drawClock(schedule);
  byId('facts').textContent = `Edition ${schedule.edition}${schedule.readOnly ? ', read-only' : ''}`;
};

/** What is wrong with a mock that does not answer is said once, and that it answers again as well. */
const once = async () => {
  if (!isBroken) {
    isBroken = !(await attempt(all));
    return;
  }
  isBroken = !(await all().then(
    () => true,
    () => false,
  ));
  if (!isBroken) tell('The mock answers again');
};

/** Shows everything as it is now. One at a time; whoever asks meanwhile gets one more. */
const refresh = async () => {
  isDue = true;
  if (isRunning) return;
  isRunning = true;
  while (isDue) {
    isDue = false;
    await once();
  }
  isRunning = false;
};

let timer;
let last = -apart;
const soon = () => {
  const wait = Math.max(together, last + apart - performance.now());
  timer ??= setTimeout(() => {
    timer = undefined;
    last = performance.now();
    void refresh();
  }, wait);
};

let current = state.world;
onChange(() => {
  void refresh();
  if (state.world !== current) void startJournal(soon);
  current = state.world;
  document.title = state.world === 'default' ? 'canvas-harness mock' : `${state.world}: canvas-harness mock`;
});

setUpSchedule(soon);
setUpWorlds(refresh);
setUpClock(refresh);
setUpWebhooks(refresh);
setUpJournal(soon);

await refresh();
void startJournal(soon);
setInterval(() => document.visibilityState === 'visible' && void refresh(), often);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void refresh());
