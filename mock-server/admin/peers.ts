// The worlds of other mocks behind the same proxy. Mocks share no state: each is asked when somebody wants to know.
import { textWithin } from '../../schemas/text-within.ts';

/** The worlds of another mock, or in words why they are not known. */
type PeerWorlds = { readonly url: string } & ({ readonly worlds: readonly string[] } | { readonly error: string });

/** Milliseconds that another mock has to answer. */
const patience = 2000;

/** Bytes that its answer may have. */
const largest = 1_048_576;

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

/** Asks another mock for its worlds, with the admin token that all of them share. Never rejects. */
export const worldsOfPeer = async (url: string, token: string | undefined): Promise<PeerWorlds> => {
  const headers = token === undefined ? {} : { 'x-mock-admin-token': token };
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(new URL('/__admin/worlds', url), { headers, signal, redirect: 'error' });
    if (answer.status === 401) return { url, error: 'asks for another admin token' };
    const { worlds } = (answer.ok ? JSON.parse(await textWithin(answer, largest)) : {}) as {
      readonly worlds?: unknown;
    };
    return isNames(worlds) ? { url, worlds } : { url, error: `is not a mock: it answered ${answer.status}` };
  } catch (error) {
    const { name, code } = error as { readonly name?: string; readonly code?: string };
    if (code === 'ANSWER_TOO_LARGE') return { url, error: `answers with more than ${largest >> 20} MiB` };
    return { url, error: name === 'TimeoutError' ? `did not answer within ${patience} ms` : 'does not answer' };
  }
};
