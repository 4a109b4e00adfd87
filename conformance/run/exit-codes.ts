// The exit codes of the command line: one table, which the help and the documents print. None is ever reused.

export const exitCodes = {
  conformant: { code: 0, meaning: 'every exercised rule agrees with the document' },
  divergent: {
    code: 1,
    meaning: 'at least one rule is violated (compare, recheck: something differs; cleanup: something stays open)',
  },
  usage: { code: 2, meaning: 'the command was called wrongly, or a file it names cannot be read or written' },
  inconclusive: {
    code: 3,
    meaning: 'nothing ran, the target cannot be reached, a prerequisite failed, or too much was not exercised',
  },
  stale: { code: 4, meaning: 'a known deviation no longer occurs: its entry has to go' },
  configuration: {
    code: 5,
    meaning:
      'a configuration fault: a setting, credentials that do not reach, a server that fails (5xx) from the start, a deviations file, a port or the suite itself',
  },
  stopped: { code: 6, meaning: 'a safety limit stopped the run' },
} as const;

export type Conclusion = keyof typeof exitCodes;

/** A fault that ends a command with one clear line and a code of its own. */
export class Stop extends Error {
  readonly conclusion: Conclusion;

  constructor(conclusion: Conclusion, message: string) {
    super(message);
    this.name = 'Stop';
    this.conclusion = conclusion;
  }
}

/** The table as lines of text, for the help. */
export const exitCodeLines = (): string =>
  Object.entries(exitCodes)
    .map(([name, { code, meaning }]) => `  ${code}  ${name.padEnd(14)} ${meaning}`)
    .join('\n');
