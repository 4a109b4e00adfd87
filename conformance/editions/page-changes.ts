// Compares a page with an earlier one: what changed, at which place of the page, and which rules to look at again.
import type { Edition } from '../../schemas/editions/editions.ts';
import { shortSum, sumDigits, type Sums } from '../../schemas/editions/page-sums.ts';
import { isOrdered, type Places } from '../../schemas/editions/places.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { attributePlace } from './page-places.ts';
import { rulesAt } from './page-rules.ts';

type Kind = 'changed' | 'added' | 'removed' | 'moved' | 'reordered';

/** A place where the page differs. */
export interface PageChange {
  readonly kind: Kind;
  readonly place: string;
  /** Where what was moved stood before. */
  readonly from?: string;
  /** How many passages of the earlier page are gone from here. */
  readonly gone: number;
  /** The passages that stand here now and did not before. */
  readonly now: readonly string[];
  /** The rules to look at again, the nearest first. */
  readonly rules: readonly RuleId[];
}

/** The items of a list that another lacks; an item that stands twice has to be there twice. */
const missingFrom = (list: readonly string[], other: readonly string[]): string[] => {
  const left = new Map<string, number>();
  for (const one of other) left.set(one, (left.get(one) ?? 0) + 1);
  return list.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
};

/** What differs at one place, by checksums of its passages. */
interface Difference {
  readonly place: string;
  /** Passages that only the earlier page has there. */
  readonly gone: readonly string[];
  /** Passages that only the later page has there. */
  readonly added: readonly string[];
  /** Passages that stand in another order, where the order counts. */
  readonly reordered: readonly string[];
}

/** The part of a list that stands otherwise in another of the same items. */
const movedIn = (list: readonly string[], other: readonly string[]): readonly string[] => {
  const first = list.findIndex((one, position) => one !== other[position]);
  return first < 0 ? [] : list.slice(first, list.findLastIndex((one, position) => one !== other[position]) + 1);
};

const differenceAt = (place: string, before: readonly string[], after: readonly string[]): Difference => {
  const [gone, added] = [missingFrom(before, after), missingFrom(after, before)];
  const isSame = gone.length === 0 && added.length === 0;
  return { place, gone, added, reordered: isSame && isOrdered(place) ? movedIn(before, after) : [] };
};

const kindOf = ({ gone, added, reordered }: Difference): Kind => {
  if (reordered.length > 0) return 'reordered';
  if (gone.length > 0 && added.length > 0) return 'changed';
  return gone.length > 0 ? 'removed' : 'added';
};

/** A type or a mark of being required is said anew wherever it stands: it does not move. */
const isFact = (place: string): boolean => /\.(?:type|required\w*)$/.test(place);

/** Places whose text depends on the form of the page: Markdown or rendered text. */
const isOfForm = (place: string): boolean =>
  /^(?:examples\.|type$|page\.)|\.(?:responses|errors|endpoints?|exclude_in)$/.test(place);

/** The checksum of a passage, whatever its letter case. */
const caselessSum = (sum: string): string => sum.slice(0, sumDigits);

/**
 * The differences of two pages in different forms. Only sentences are compared, wherever they stand and in whichever letter
 * case: how types, examples and lists of answers are written depends on the form.
 */
export const changesAcross = (before: Sums, page: Places, edition: Edition): readonly PageChange[] => {
  const old = new Set([...before.values()].flat().map(caselessSum));
  const fresh = new Set([...page.values()].flat().map((passage) => caselessSum(shortSum(passage))));
  const remaining = [...before].map(
    ([place, sums]) => [place, sums.filter((sum) => !fresh.has(caselessSum(sum)))] as const,
  );
  const added = [...page].map(
    ([place, passages]) => [place, passages.filter((one) => !old.has(caselessSum(shortSum(one))))] as const,
  );
  const isSaid = ([place, list]: readonly [string, readonly string[]]): boolean =>
    list.length > 0 && !isFact(place) && !isOfForm(place);
  return pageChanges(new Map(remaining.filter(isSaid)), new Map(added.filter(isSaid)), edition);
};

/** The checksums of all that a page says on the attribute of a place. */
const saidAround = (page: Sums, place: string): readonly string[] => {
  const attribute = attributePlace(place);
  return [...page].flatMap(([one, sums]) => (one === attribute || one.startsWith(`${attribute}.`) ? sums : []));
};

/** The differences between an earlier page, given by its checksums, and a later one in the same form. `topics` are those of a neighbour. */
export const pageChanges = (
  before: Sums,
  page: Places,
  edition: Edition,
  topics?: readonly string[],
): readonly PageChange[] => {
  const texts = new Map([...page.values()].flat().map((passage) => [shortSum(passage), passage]));
  const places = [...new Set([...before.keys(), ...page.keys()])];
  const differences = places
    .map((place) => differenceAt(place, before.get(place) ?? [], (page.get(place) ?? []).map(shortSum)))
    .filter(({ gone, added, reordered }) => gone.length + added.length + reordered.length > 0);
  return differences.map((difference) => {
    const { place, gone, added, reordered } = difference;
    const origin = differences.find((other) => other !== difference && other.gone.some((sum) => added.includes(sum)));
    const isMove = origin !== undefined && !isFact(place) && gone.length === 0;
    const now = added.flatMap((sum) => texts.get(sum) ?? []);
    return {
      kind: isMove ? 'moved' : kindOf(difference),
      place,
      ...(isMove ? { from: origin.place } : {}),
      gone: gone.length,
      now,
      rules: rulesAt(
        {
          place,
          ...(topics && { topics }),
          sums: [...gone, ...added, ...reordered],
          passages: now,
          around: saidAround(before, place),
        },
        edition,
      ),
    };
  });
};

const changeText = ({ kind, place, from, gone, now, rules }: PageChange): string =>
  [
    `${place}: ${kind}${from === undefined ? '' : ` from ${from}`}`,
    `    rules to look at again: ${rules.join(', ')}`,
    ...(gone === 0 ? [] : [`    gone: ${gone}`]),
    ...now.map((passage) => `    now: ${passage}`),
  ].join('\n');

/** How many rules lost something, and how many passages are new. */
const countsOf = (changes: readonly PageChange[]): { readonly lost: number; readonly fresh: number } => ({
  lost: new Set(changes.filter(({ gone }) => gone > 0).flatMap(({ rules }) => rules)).size,
  fresh: changes.flatMap(({ now }) => now).length,
});

/** The changes as text, with a last line that sums them up. `base` names what the page was compared with. */
export const changesText = (changes: readonly PageChange[], base: string): string => {
  const { lost, fresh } = countsOf(changes);
  return [
    ...changes.map(changeText),
    `Held against ${base}: ${changes.length} places differ; ${lost} lost, ${fresh} new.`,
  ].join('\n');
};
