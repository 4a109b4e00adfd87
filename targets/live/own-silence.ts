// A request that a server alone leaves unanswered: the same is sent once more, and something else is asked for in between and
// behind it.
import { NoAnswer, OwnSilence, type Answer, type Send } from '../send.ts';

export interface Asking {
  readonly send: Send;
  /** Whether the server answers what any run may ask for. */
  readonly isAlive: () => Promise<boolean>;
  /** Whether a write may be sent once more, though each time may make a record. */
  readonly mayRepeat: (request: Request) => boolean;
}

/**
 * So many other requests in a row have to be answered behind the second silence: where every third request fails, whatever it
 * asks for, or one of a few by chance, both may have been among them.
 */
const othersBehind = 8;

const isAliveAllAlong = async (isAlive: Asking['isAlive']): Promise<boolean> => {
  for (let asked = 0; asked < othersBehind; asked++) if (!(await isAlive())) return false;
  return true;
};

const silenceOf = async (send: Send, request: Request): Promise<NoAnswer | undefined> => {
  try {
    await send(request);
    return undefined;
  } catch (error) {
    return error instanceof NoAnswer ? error : undefined;
  }
};

/** Sends a request. Rejects with OwnSilence where no answer comes again and again to this request alone, else as `send` does. */
export const sendOrOwnSilence = async (request: Request, { send, isAlive, mayRepeat }: Asking): Promise<Answer> => {
  const again = request.clone();
  try {
    return await send(request);
  } catch (first) {
    if (!(first instanceof NoAnswer) || first.kind !== 'unreachable') throw first;
    if (request.method !== 'GET' && !mayRepeat(again)) throw first;
    if (!(await isAlive())) throw first;
    // What a second answer says counts for nothing: the first request may have been done as well.
    const second = await silenceOf(send, again);
    if (second === undefined || !(await isAliveAllAlong(isAlive))) throw first;
    throw new OwnSilence(
      `none, twice (${second.code}), though another request was answered in between`,
      second.code,
      second,
    );
  }
};
