// Prints the lines of a result to standard output. On a terminal the label that a line begins with has its colour.
import { styleText } from 'node:util';
import { withoutControls } from '../schemas/controls.ts';

const labels = {
  green: ['CONFORMANT', 'NO DRIFT', 'ok', 'expected', 'mock'],
  yellow: ['PARTIAL', 'INCONCLUSIVE', 'STALE', 'missing', 'skipped', 'unread', 'left alone', 'because'],
  red: [
    ...['DIVERGENT', 'DRIFT', 'STOPPED', 'CONFIGURATION', 'violated', 'fault', 'unreachable', 'deviation'],
    ...['open', 'actual', 'other side'],
  ],
} as const;

const colours = Object.keys(labels) as readonly (keyof typeof labels)[];

/** A label stands at the begin of a line, before two spaces, a colon or a bracket. */
const patterns = colours.map(
  (colour) => [colour, new RegExp(`^( *)(${labels[colour].join('|')})(?=  |:| \\()`)] as const,
);

const colourLine = (line: string): string => {
  const [colour, pattern] = patterns.find(([, each]) => each.test(line)) ?? [];
  if (colour === undefined || pattern === undefined) return line;
  return line.replace(
    pattern,
    (_all, indent: string, label: string) => indent + styleText(colour, label, { stream: process.stdout }),
  );
};

/** Prints lines for a person: in colour on a terminal; as they are in a pipe, or where NO_COLOR is set. */
export const printLines = (lines: readonly string[]): void =>
  void process.stdout.write(`${lines.map((line) => colourLine(withoutControls(line))).join('\n')}\n`);
