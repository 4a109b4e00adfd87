// The mocks that are fuzzed, in a process of their own: a freeze stops them and not the fuzzer.
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';

/** What the fuzzer asks of the process. */
export type Asked = 'memory' | 'reopen';

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

/** Closes every mock and starts it again, over its directory where it has one. */
const reopen = async (): Promise<void> => {
  await Promise.all(mocks.map((mock) => mock.close()));
  mocks.splice(0, mocks.length, ...(await Promise.all(options.map((one) => startMock(one)))));
  urls();
};

process.on('message', (asked: Asked) => {
  if (asked === 'memory') memory();
  else void reopen();
});
process.once('disconnect', () => process.exit());
urls();
