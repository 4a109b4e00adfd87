// The options of a proxy that runs in the process of a test.
import type { ProxyOptions } from '../../differential/proxy/index.ts';
import { defaultEdition } from '../../schemas/editions/editions.ts';

/** A proxy on a free port of loopback that prints nothing and keeps no log. */
export const silentOptions = (to: string): ProxyOptions => ({
  to,
  host: '127.0.0.1',
  port: 0,
  allowedHosts: [],
  edition: defaultEdition,
  mock: {},
  environment: {},
  log: undefined,
  say: () => undefined,
  onSurprise: () => undefined,
});
