// Patience with a busy server: safe requests are sent again, no faster than the run may go.
// p-retry and cockatiel were tried: both need Node 22, and p-retry does not see the Retry-After of an answer.
import { setTimeout as wait } from 'node:timers/promises';
import { TargetFault } from '../failures.ts';
import { NoAnswer, type Answer, type Send } from '../send.ts';

const attempts = 3;
const firstPause = 250;

/** A server that asks for more is not waited for: the run ends and says so. */
const longestPause = 300_000;

const isBusy = ({ status }: Answer): boolean => status === 429 || status === 503;

/** Milliseconds that a Retry-After header asks for: seconds, or a date. */
const retryAfterOf = (headers: Headers): number | undefined => {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = Number(text);
  const pause = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(pause) ? Math.max(0, pause) : undefined;
};

const pauseBefore = (attempt: number): number => firstPause * 2 ** attempt;

/** Milliseconds for which an answer asks that nothing be sent. Throws where that is longer than a run can wait. */
const pauseAfter = (answer: Answer): number => {
  const pause = isBusy(answer) ? (retryAfterOf(answer.headers) ?? 0) : 0;
  if (pause <= longestPause) return pause;
  const seconds = Math.ceil(pause / 1000);
  throw new TargetFault(
    'stopped',
    `the server asks for a pause of ${seconds} s (${answer.status}, Retry-After): run again then`,
  );
};

/** Breaking off is worth another attempt; having waited in vain is not. */
const isPassing = (error: unknown): boolean =>
  error instanceof NoAnswer && !/^(TIMEOUT|ANSWER_TOO_LARGE)$/.test(error.code);

/** Sends a safe request up to three times while the server is busy or breaks off. The last answer counts. */
export const retrying =
  (send: Send): Send =>
  async (request) => {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === attempts;
      try {
        const answer = await send(request.clone());
        if (isLast || !isBusy(answer)) return answer;
        if (retryAfterOf(answer.headers) === undefined) await wait(pauseBefore(attempt));
      } catch (error) {
        if (isLast || !isPassing(error)) throw error;
        await wait(pauseBefore(attempt));
      }
    }
  };

/** Sends no more than so many requests a second (Infinity: no limit), and nothing while the server asks for a pause. */
export const paceRequests = (send: Send, rate: number): Send => {
  let next = 0;
  return async (request) => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + 1000 / rate;
    if (at > now) await wait(at - now);
    const answer = await send(request);
    next = Math.max(next, performance.now() + pauseAfter(answer));
    return answer;
  };
};
