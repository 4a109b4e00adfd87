// A header as it is compared: two spellings of one value are the same on any server but the mock, which is held to the letter.
import type { Target } from '../../targets/index.ts';

type Spelling = (value: string, target: Pick<Target, 'baseUrl'>) => string;

const spellings: Readonly<Record<string, Spelling>> = {
  // The names of media types are the same in capitals (RFC 9110, 8.3.1).
  'content-type': (value) => value.replace(/^[^;]*/, (name) => name.toLowerCase()),
  // A location may be relative to the address that was asked (RFC 9110, 10.2.2).
  location: (value, { baseUrl }) => (value.startsWith('/') ? new URL(value, baseUrl).href : value),
};

/** The value of a header, by its name, in the spelling that scenarios use. */
export const headerValue = (
  name: string,
  value: string | undefined,
  target: Pick<Target, 'kind' | 'baseUrl'>,
): string | undefined =>
  value === undefined || target.kind === 'mock' ? value : (spellings[name.toLowerCase()]?.(value, target) ?? value);
