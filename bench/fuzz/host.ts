// The mocks that are fuzzed, in a process of their own: a freeze stops them and not the fuzzer.
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';

/** What the fuzzer asks of the process. */
export type Asked = 'memory' | 'reopen' | 'busiest';

const options = JSON.parse(process.argv[2] ?? '[]') as readonly MockOptions[];
const mocks: Mock[] = await Promise.all(options.map((one) => startMock(one)));

const tell = (message: unknown): void => {
  process.send?.(message);
};

const urls = (): void => tell({ urls: mocks.map(({ url }) => url) });

/** Bytes that are in use once what is not is given back. */
const memory = (): void => {
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  tell({ memory: heapUsed + external });
};

/** Milliseconds between two looks at the time that the processor has spent here. */
const beat = 50;

let [spent, longest] = [process.cpuUsage(), 0];

/** While the process is at one thing, no look comes: what the processor has spent until the next one was spent on that. */
const look = (): void => {
  const { user, system } = process.cpuUsage(spent);
  longest = Math.max(longest, (user + system) / 1000);
  spent = process.cpuUsage();
};
setInterval(look, beat).unref();

const busiest = (): void => {
  look();
  tell({ busiest: longest });
  longest = 0;
};

/** Closes every mock and starts it again, over its directory where it has one. */
const reopen = async (): Promise<void> => {
  await Promise.all(mocks.map((mock) => mock.close()));
  mocks.splice(0, mocks.length, ...(await Promise.all(options.map((one) => startMock(one)))));
  urls();
};

process.on('message', (asked: Asked) => {
  if (asked === 'memory') memory();
  else if (asked === 'busiest') busiest();
  else void reopen();
});
process.once('disconnect', () => process.exit());
urls();
