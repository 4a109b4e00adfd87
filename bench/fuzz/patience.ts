// How long is too long on a machine that others keep busy: a request hangs where the mock answers others meanwhile, or has
// itself been at work for so long. Time by the clock alone tells of the machine.
import { setTimeout as pause } from 'node:timers/promises';
import type { FuzzRequest } from './request.ts';
import { send, type Outcome } from './sending.ts';

/** Milliseconds that an answer may take where nothing else keeps the machine busy. */
const usually = 2000;

const health: FuzzRequest = { face: 'admin', method: 'GET', path: '/__admin/health', headers: {} };

/** Resolves once the mock has answered others quickly for as long as an answer may take; never where `isOver` says so first. */
const othersServed = async (url: string, usual: number, isOver: () => boolean): Promise<Outcome> => {
  // A mock that has time answers in so long.
  const quick = usual / 10;
  await pause(usual);
  for (let served = 0; served * quick < usual && !isOver();) {
    const began = performance.now();
    await send(url, health);
    const took = performance.now() - began;
    if (took < quick) served += 1;
    await pause(Math.max(0, quick - took));
  }
  return isOver() ? new Promise(() => undefined) : 'no answer in time';
};

/**
 * Sends a request and waits for its answer. `busiest` tells the longest time, in milliseconds of the processor, for which the
 * process of the mock has been at one thing since it was last asked.
 */
export const sendPatiently = async (
  url: string,
  request: FuzzRequest,
  busiest: () => Promise<number>,
  usual = usually,
): Promise<Outcome> => {
  const began = performance.now();
  let isOver = false;
  const sent = send(url, request).finally(() => (isOver = true));
  const outcome = await Promise.race([sent, othersServed(url, usual, () => isOver)]);
  if (outcome === 'no answer in time' || performance.now() - began < usual) return outcome;
  return (await busiest()) > usual ? 'no answer in time' : outcome;
};
