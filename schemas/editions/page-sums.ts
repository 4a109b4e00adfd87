// The pages of the editions as checksums by place: what each edition's page says, and no sentence of it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { editions, type Edition } from './editions.ts';
import { sumOf } from './passage.ts';
import type { PageForm, Places } from './places.ts';

/** Place to the checksums of its passages, in their order. */
export type Sums = ReadonlyMap<string, readonly string[]>;

interface PageSums {
  readonly form: PageForm;
  readonly places: Sums;
}

interface StoredPage {
  readonly form: PageForm;
  readonly places: Readonly<Record<string, string>>;
}

/** The file as it is kept: the checksums of a place in one text, separated by spaces. */
type StoredPages = Readonly<Partial<Record<Edition, StoredPage>>>;

export const pageSumsFile = new URL('./page-sums.json.gz', import.meta.url);

/** What a compressed file of checksums holds: a tenth of what it takes as text. */
export const sumsFrom = (file: URL): unknown => JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));

let pages: StoredPages | undefined;

/** What the file holds, read once. */
export const storedPages = (): StoredPages => (pages ??= sumsFrom(pageSumsFile) as StoredPages);

/** How many digits of a checksum tell the passages of a page apart. */
export const sumDigits = 10;

/** The first digits of a passage's checksum as rules name it, and more where the passage has capital letters. */
export const shortSum = (passage: string): string => {
  const plain = passage.toLowerCase();
  return sumOf(plain).slice(0, sumDigits) + (plain === passage ? '' : sumOf(passage).slice(0, 4));
};

/** Whether a checksum is that of a passage by its short one, in whichever letter case. */
export const isSumOf = (sum: string, short: string): boolean => sum.startsWith(short.slice(0, sumDigits));

/** The checksums of a page's places. */
export const sumsIn = (places: Places): Sums =>
  new Map([...places].map(([place, passages]) => [place, passages.map(shortSum)]));

/** The page of an edition, or undefined where no page shows it. */
export const pageSums = (edition: Edition): PageSums | undefined => {
  const kept = storedPages()[edition];
  return (
    kept && {
      form: kept.form,
      places: new Map(Object.entries(kept.places).map(([place, sums]) => [place, sums.split(' ')])),
    }
  );
};

/** The newest edition whose page has a form and is not after a day; the newest of the form where no day is given. */
export const baseEdition = (form: PageForm, day: string | undefined): Edition | undefined => {
  const kept = storedPages();
  return editions.findLast((edition) => kept[edition]?.form === form && (day === undefined || edition <= day));
};
