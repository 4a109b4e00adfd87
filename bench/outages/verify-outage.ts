// Runs `verify` at the level full against a sound server that is replaced, from one request on, by one sort of answer.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { VerdictDocument } from '../../conformance/verdict/index.ts';
import { startMock } from '../../mock-server/index.ts';
import { call, newFolder, type Ended } from '../test-support/command.ts';
import { forward, serve, type Received, type Reply } from '../test-support/server.ts';
import { environmentOfFullRun } from '../test-support/verify-environment.ts';
import { outages } from './outages.ts';
import { ownFaults } from './own-faults.ts';
import type { Outage } from './way.ts';

interface Seen extends Ended {
  /** The rules that are called violated, or observed to be answered differently. */
  readonly blamed: readonly string[];
  /** Rules that are said to hold in other words. */
  readonly reworded: readonly string[];
  readonly requests: number;
  /** Why recheck does not bear the report out; empty where it does, or where no report was written. */
  readonly recheck: string;
}

/** Verifies a server that answers so many requests before. */
export const verifyOutage = async (name: string, after: number, args: readonly string[] = []): Promise<Seen> => {
  const way = outages[name] ?? ownFaults[name];
  if (way === undefined) throw new Error(`no outage is called ${name}`);
  const mock = await startMock();
  const ask = (received: Received): Promise<Reply> => forward(mock.url, received, server.url);
  let outage: Outage | undefined;
  const server = await serve((received, count) => {
    if (count > after) outage ??= way.begin({ mock, ask });
    return (outage ?? ask)(received);
  });
  const folder = newFolder();
  try {
    const environment = { ...environmentOfFullRun(server.url), CANVAS_TIMEOUT: '1' };
    const ended = await call(folder, ['verify', '-q', '--out', 'out', ...args], environment);
    const requests = server.received.length;
    const file = join(folder, 'out', 'verdict.json');
    if (!existsSync(file)) return { ...ended, blamed: [], reworded: [], requests, recheck: '' };
    const { rules } = JSON.parse(readFileSync(file, 'utf8')) as VerdictDocument;
    const again = await call(folder, ['recheck', 'out']);
    return {
      ...ended,
      blamed: rules
        .filter(({ verdict, observation }) => verdict === 'violated' || observation === 'differently')
        .map(({ id }) => id),
      reworded: rules.filter(({ verdict }) => verdict === 'reworded').map(({ id }) => id),
      requests,
      recheck: again.code === 0 ? '' : again.out + again.err,
    };
  } finally {
    await server.close();
    await mock.close();
    rmSync(folder, { recursive: true });
  }
};
