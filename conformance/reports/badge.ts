// The badge of a run, in the form that a shields endpoint reads.
import type { Conclusion } from '../run/exit-codes.ts';
import type { VerdictDocument } from '../verdict/index.ts';
import { isPartial } from './headline.ts';
import { percentage } from './labels.ts';

interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
  readonly isError?: true;
}

const colors: Readonly<Record<Conclusion, string>> = {
  conformant: 'brightgreen',
  divergent: 'red',
  stale: 'orange',
  inconclusive: 'lightgrey',
  usage: 'lightgrey',
  configuration: 'lightgrey',
  stopped: 'lightgrey',
};

/** Both figures side by side, never one number. Green stands for full coverage only. */
export const badge = (verdict: VerdictDocument): Badge => {
  const { conclusion, edition, divergence, coverage } = verdict;
  const isPart = isPartial(verdict);
  return {
    schemaVersion: 1,
    label: `Canvas Appointment ${edition}`,
    message: `${isPart ? 'partial' : conclusion}: ${divergence.violated} of ${divergence.exercised} violated, ${coverage.share === null ? 'nothing' : percentage(coverage.share)} covered`,
    color: isPart ? 'yellow' : colors[conclusion],
    ...(conclusion === 'divergent' ? { isError: true } : {}),
  };
};
