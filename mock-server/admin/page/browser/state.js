// What the page shows, as its address has it: a reload and a link show the same.

const read = () => {
  const query = new URLSearchParams(location.search);
  return {
    world: query.get('world') ?? 'default',
    from: query.get('from') ?? '',
    view: ['week', 'day', 'list'].find((view) => view === query.get('view')) ?? '',
    practitioners: query.getAll('practitioner'),
    statuses: query.getAll('status'),
    everywhere: query.get('days') === 'any',
    /** That of the clinic, once the mock has told it. */
    timeZone: 'UTC',
    /** Whether the mock refuses writes, once it has told. */
    readOnly: false,
  };
};

const listeners = [];

/** The state of the page; read it, and change it by `change`. */
export const state = read();

const addressOf = ({ world, from, view, practitioners, statuses, everywhere }) => {
  const query = new URLSearchParams();
  if (world !== 'default') query.set('world', world);
  if (from !== '') query.set('from', from);
  if (view !== '') query.set('view', view);
  for (const id of practitioners) query.append('practitioner', id);
  for (const status of statuses) query.append('status', status);
  if (everywhere) query.set('days', 'any');
  const text = query.toString();
  return `${location.pathname}${text === '' ? '' : `?${text}`}`;
};

const tell = () => {
  for (const listener of listeners) listener();
};

/** Changes some of it and remembers where one was; another world begins without choices. */
export const change = (part) => {
  const isOther = part.world !== undefined && part.world !== state.world;
  const fresh = isOther ? { from: '', practitioners: [], statuses: [], everywhere: false } : {};
  Object.assign(state, fresh, part);
  history.pushState(null, '', addressOf(state));
  tell();
};

/** Tells of every change. */
export const onChange = (listener) => void listeners.push(listener);

addEventListener('popstate', () => {
  Object.assign(state, read());
  tell();
});
