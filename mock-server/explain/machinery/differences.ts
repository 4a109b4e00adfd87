// What was sent beside what is shown: every member that was dropped or changed, by its path.
import { asText, isObject } from '../../../schemas/json.ts';
import { parseInstant } from '../../../schemas/canvas/instant.ts';

export interface Difference {
  /** As in `reasonCode[1].text`. */
  readonly path: string;
  readonly sent: unknown;
  /** What a read shows there; undefined where it shows nothing. */
  readonly shown?: unknown;
}

const isSameText = (sent: unknown, shown: unknown): boolean => {
  if (sent === shown) return true;
  if (typeof sent !== 'string' || typeof shown !== 'string') return false;
  const instant = parseInstant(sent);
  return instant !== undefined && instant === parseInstant(shown);
};

/** What a reference points at: its type, or that it points into the resource itself. */
const kindOf = (reference: string): string =>
  reference.startsWith('#') ? '#' : (/(?:^|\/)([A-Z]\w+)(?:\/|$)/.exec(reference)?.[1] ?? '');

/** By what an item of a list is known again in another order; undefined where only its place counts. */
const keyOf = (item: unknown): string | undefined => {
  if (!isObject(item)) return undefined;
  const { actor, reference, system, value, url } = item;
  if (typeof url === 'string') return url;
  const target = isObject(actor) ? actor['reference'] : reference;
  if (typeof target === 'string') return kindOf(target);
  return typeof value === 'string' ? `${asText(system)}|${value}` : undefined;
};

/** The item shown for each item sent, each used once. */
const pairItems = (sent: readonly unknown[], shown: readonly unknown[]): readonly unknown[] => {
  const left = [...shown];
  return sent.map((item, position) => {
    const key = keyOf(item);
    const at = key === undefined ? left.indexOf(shown[position]) : left.findIndex((other) => keyOf(other) === key);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
};

/** The differences between a value sent and the one shown. What is shown besides is not a loss and not listed. */
export const differences = (sent: unknown, shown: unknown, path = ''): Difference[] => {
  if (isSameText(sent, shown) || sent === undefined) return [];
  if (shown === undefined) return [{ path, sent }];
  if (Array.isArray(sent) && Array.isArray(shown)) {
    const others = pairItems(sent, shown);
    return sent.flatMap((item, at) => differences(item, others[at], `${path}[${at}]`));
  }
  if (isObject(sent) && isObject(shown))
    return Object.entries(sent).flatMap(([name, value]) =>
      differences(value, shown[name], path === '' ? name : `${path}.${name}`),
    );
  return [{ path, sent, shown }];
};
