// canvas-harness proxy as a whole: it starts the transport and the observer beside it, logs surprises, and ends both.
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileFault } from '../../schemas/file-fault.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import { isLoopback as isOwnAddress } from '../../schemas/own-host.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { ehrUrlOf, type Environment, isLoopback } from '../../targets/live/index.ts';
import { Stop } from '../../conformance/run/exit-codes.ts';
import { redactedPath } from './redact-for-log.ts';
import { surpriseLine } from './report.ts';
import { Traffic, transport } from './transport.ts';
import { TrafficObserver, type Summary, type Surprise, type ObserverOptions } from './observer.ts';

export interface ProxyOptions {
  readonly to: string;
  readonly host: string;
  readonly port: number;
  /** Names beside those of this machine under which a proxy on loopback may be asked. */
  readonly allowedHosts: readonly string[];
  readonly edition: Edition;
  readonly mock: Pick<MockOptions, 'settings' | 'validation' | 'framework'>;
  readonly environment: Environment;
  /** The file of the log, one line of JSON for each surprise; undefined for none. */
  readonly log: string | undefined;
  /** Called with each line that tells what happens. */
  readonly say: (line: string) => void;
  readonly onSurprise: (surprise: Surprise) => void;
}

export interface Proxy {
  readonly url: string;
  /** Lets what is under way come to its end, and gives the summary. */
  readonly close: () => Promise<Summary>;
}

/** The live base, without a slash at the end. */
export const liveBase = (text: string): string => {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Stop(
      'usage',
      `${text} is not an http or https address; write it like https://fumage-example.canvasmedical.com`,
    );
  const { username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '')
    throw new Stop('usage', '--to is a base URL: without a user, a password, a query or a fragment');
  return text.replace(/\/+$/, '');
};

/** A proxy that leads to itself would ask itself without end. */
const checkTarget = ({ to, port }: ProxyOptions): void => {
  const { hostname, protocol, port: named } = new URL(to);
  const asked = Number(named === '' ? { 'http:': 80, 'https:': 443 }[protocol] : named);
  if (isLoopback(to) && asked === port)
    throw new Stop(
      'usage',
      `--to ${to} is the proxy itself, on ${hostname}: name the live side, or choose another --port`,
    );
};

/** Writes to the log; a log that cannot be written ends the command before anything passes. */
const logTo = (file: string | undefined): ((text: string) => void) => {
  if (file === undefined) return () => undefined;
  const write = (text: string): void => {
    try {
      appendFileSync(file, text);
    } catch (error) {
      throw new Stop('usage', `cannot write the log to ${file}: ${fileFault(error)}`);
    }
  };
  write('');
  return write;
};

const listening = async (server: ReturnType<typeof transport>, { host, port }: ProxyOptions): Promise<string> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  }).catch((error: unknown) => {
    throw new Stop('configuration', `cannot listen on ${host}:${port}: ${(error as NodeJS.ErrnoException).code ?? ''}`);
  });
  const { port: actual } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
};

/** Milliseconds for what is under way when the proxy ends. */
const closingTime = 5000;

/** Starts the observer. A setting that does not exist ends the command with one line. */
const startObserver = async (options: ObserverOptions): Promise<TrafficObserver> => {
  try {
    return await TrafficObserver.start(options);
  } catch (error) {
    if (error instanceof TypeError) throw new Stop('usage', error.message);
    throw error;
  }
};

/** Starts a proxy to a live side. */
export const startProxy = async (options: ProxyOptions): Promise<Proxy> => {
  const { to, edition, mock, environment, say } = options;
  checkTarget(options);
  const log = logTo(options.log);
  const traffic = new Traffic();
  const observer = await startObserver({
    to,
    edition,
    mock,
    whenIdle: traffic.whenIdle,
    onFault: say,
    onSurprise: (surprise) => {
      options.onSurprise(surprise);
      say(surpriseLine(surprise));
      log(`${JSON.stringify(surprise)}\n`);
    },
  });
  const server = transport(
    {
      to,
      ehrUrl: ehrUrlOf(to, environment),
      allowedHosts: isOwnAddress(options.host) ? options.allowedHosts : undefined,
      onExchange: (exchange) => observer.take(exchange),
      onFault: ({ method, url }, why) => say(`no answer   ${method} ${redactedPath(url)}: ${why}`),
    },
    traffic,
  );
  const url = await listening(server, options).catch(async (error: unknown) => {
    await observer.close();
    throw error;
  });
  const close = async (): Promise<Summary> => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), closingTime);
    await ended;
    clearTimeout(late);
    await observer.flushed();
    await observer.close();
    return observer.summary;
  };
  return { url, close };
};
