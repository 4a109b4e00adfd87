// Server-sent events read by fetch, which can send the headers that EventSource cannot.
import { headers, request } from './api.js';

/** One event out of its lines. */
const eventOf = (block) => {
  const event = { id: undefined, data: '' };
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === 'id') event.id = value;
    if (name === 'data') event.data += value;
  }
  return event;
};

const readAll = async (body, take) => {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value = '' } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) take(eventOf(block));
  }
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Reads the journal as it grows until it is told to stop; where the stream ends it goes on from the last event.
 * `take` is given each exchange, `say` whether the stream is open.
 */
export const listen = ({ query, after, take, say }) => {
  const ending = new AbortController();
  let last = after;
  const once = async () => {
    const init = () => ({ headers: { ...headers(''), 'last-event-id': last }, signal: ending.signal });
    const response = await request(`/__admin/requests/events?${query}`, init);
    if (!response.ok) throw new Error(`the mock answers ${response.status}`);
    say(true);
    await readAll(response.body, ({ id, data }) => {
      if (data === '') return;
      last = id ?? last;
      take(JSON.parse(data));
    });
  };
  const forever = async () => {
    while (!ending.signal.aborted) {
      await once().catch(() => undefined);
      if (ending.signal.aborted) return;
      say(false);
      await pause(1000);
    }
  };
  void forever();
  return () => ending.abort();
};
