// The open points of a drift: a line a kind for a person, a document for a program.
import type { OpenPoint } from './open-points.ts';
import { openKinds } from './open-kinds.ts';

export interface OpenDocument {
  readonly kind: OpenPoint['kind'];
  readonly what: string;
  readonly times: number;
  readonly rules: readonly string[];
  /** What makes it silent. */
  readonly silencedBy: string;
  readonly seenIn: string;
  readonly where: string;
}

/** A number with its noun. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** The option that makes a kind silent. */
const silencer = ({ kind, settings }: OpenPoint): string =>
  settings.size > 0 ? [...settings].join(' ') : `--exclude ${kind}=<reason>`;

/** A kind of open point for a program. */
export const openDocumentOf = (point: OpenPoint): OpenDocument => {
  const { kind, times, rules, seenIn, where } = point;
  return {
    kind,
    what: openKinds[kind],
    times,
    rules: [...rules],
    silencedBy: silencer(point),
    seenIn,
    where,
  };
};

const maxShownRules = 3;

/** A kind of open point in one line. */
export const openLine = (point: OpenPoint): string => {
  const { kind, times, rules } = point;
  const more = rules.size - maxShownRules;
  const shown = [...[...rules].slice(0, maxShownRules), ...(more > 0 ? [`${more} more`] : [])];
  const at = shown.length === 0 ? '' : ` (${shown.join(', ')})`;
  return `  ${kind.padEnd(24)} ${counted(times, 'time')}: ${openKinds[kind]}${at}; silent with ${silencer(point)}`;
};
