// Paths, and kinds of open points, that are left out of a comparison, each with its reason.
import type { Difference } from '../requests/index.ts';
import type { OpenKind } from './open-kinds.ts';
import type { IsExcluded } from '../attribution/index.ts';

/** A path or a kind of open point that may differ, and why. */
export interface Exclusion {
  readonly path: string;
  readonly reason: string;
}

/** `path=reason`; undefined where the path or the reason is missing. */
export const exclusionFrom = (text: string): Exclusion | undefined => {
  const equals = text.indexOf('=');
  const [path, reason] = [text.slice(0, Math.max(0, equals)).trim(), text.slice(equals + 1).trim()];
  return equals < 1 || path === '' || reason === '' ? undefined : { path, reason };
};

const plainPathOf = (path: string): string => path.replace(/\[\d*\]/g, '').replace(/^entry\.resource\./, '');

const canExclude = ({ path }: Exclusion, { where }: Difference): boolean => {
  const [excluded, found] = [plainPathOf(path), plainPathOf(where)];
  return found === excluded || found.startsWith(`${excluded}.`);
};

/** The exclusions as tests that count how often each was used. */
export const toTests = (
  exclusions: readonly Exclusion[],
): {
  readonly isExcluded: IsExcluded;
  readonly isKindExcluded: (kind: OpenKind, times: number) => boolean;
  readonly used: ReadonlyMap<Exclusion, number>;
} => {
  const used = new Map<Exclusion, number>();
  const isFound = (exclusion: Exclusion | undefined, times: number): boolean => {
    if (exclusion !== undefined) used.set(exclusion, (used.get(exclusion) ?? 0) + times);
    return exclusion !== undefined;
  };
  return {
    used,
    isExcluded: (difference) =>
      isFound(
        exclusions.find((one) => canExclude(one, difference)),
        1,
      ),
    isKindExcluded: (kind, times) =>
      isFound(
        exclusions.find(({ path }) => path === kind),
        times,
      ),
  };
};
