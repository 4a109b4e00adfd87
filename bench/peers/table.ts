// The figures of a run as a table in Markdown: ratios, since rates say more of the machine than of a server.
import type { LoadName, Peer } from './peers.ts';

/** What was measured of a server. */
export interface Figures extends Pick<Peer, 'name' | 'keeps'> {
  /** Milliseconds from the start of the process to its first answer; undefined where they say nothing of the server. */
  readonly start: number | undefined;
  /** MiB in memory after it. */
  readonly memory: number | undefined;
  /** Requests per second, where the server can serve the load. */
  readonly rates: Partial<Record<LoadName, number>>;
}

export const loadNames: readonly LoadName[] = ['read one', 'read any', 'search', 'create'];

/** The rate of a server as a share of the fastest plain server's. */
export const shareOf = (figures: readonly Figures[], { rates }: Figures, load: LoadName): number | undefined => {
  const rate = rates[load];
  const limit = figures.at(-1)?.rates[load];
  return rate === undefined || limit === undefined || limit === 0 ? undefined : rate / limit;
};

const cell = (share: number | undefined): string => (share === undefined ? '-' : share.toFixed(share < 0.1 ? 3 : 2));

/** One line a server; every rate is a share of the last server's, start and memory are as measured. */
export const tableOf = (figures: readonly Figures[]): string => {
  const head = ['server', 'keeps', ...loadNames, 'first answer (ms)', 'memory (MiB)'];
  const rows = figures.map((one) => [
    one.name,
    one.keeps,
    ...loadNames.map((load) => cell(shareOf(figures, one, load))),
    one.start?.toFixed(0) ?? '-',
    one.memory?.toFixed(0) ?? '-',
  ]);
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};
