// The badge of a run, in the form that a shields endpoint reads.
import type { Conclusion } from '../run/exit-codes.ts';
import type { VerdictDocument } from '../verdict/index.ts';

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

/** Both figures side by side, never one number. */
export const badge = ({ conclusion, edition, divergence, coverage }: VerdictDocument): Badge => {
  const covered = coverage.share === null ? 'nothing' : `${Math.floor(coverage.share * 100)} %`;
  return {
    schemaVersion: 1,
    label: `Canvas Appointment ${edition}`,
    message: `${conclusion}: ${divergence.violated} of ${divergence.exercised} violated, ${covered} covered`,
    color: colors[conclusion],
    ...(conclusion === 'divergent' ? { isError: true } : {}),
  };
};
