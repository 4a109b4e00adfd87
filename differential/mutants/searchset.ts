// Mutants of the searchset Bundle and its pages.
import { mutatedSearchset, mutatedUrl, type Json, type Mutant } from './machinery/mutant.ts';

const links = (bundle: Json, change: (link: Json) => Json): Json => ({
  ...bundle,
  ...(Array.isArray(bundle['link']) ? { link: (bundle['link'] as Json[]).map(change) } : {}),
});

const offsetPlusOne = (link: Json): Json => ({
  ...link,
  url: String(link['url']).replace(/_offset=(\d+)/, (_whole, offset: string) => `_offset=${Number(offset) + 1}`),
});

export const searchsetMutants: readonly Mutant[] = [
  mutatedSearchset('searchset/paging', 'next one too far', (bundle) =>
    links(bundle, (link) => (link['relation'] === 'next' ? offsetPlusOne(link) : link)),
  ),
  mutatedSearchset('searchset/paging', 'last one too far', (bundle) =>
    links(bundle, (link) => (link['relation'] === 'last' ? offsetPlusOne(link) : link)),
  ),
  mutatedUrl('searchset/paging', 'begins one too late', (url) =>
    url.replace(/_offset=([1-9]\d*)/, (_whole, offset: string) => `_offset=${Number(offset) + 1}`),
  ),
  { rule: 'searchset/default-page', fault: 'eleven to a page', options: { settings: { defaultPageSize: 11 } } },
  { rule: 'searchset/default-page', fault: 'nine to a page', options: { settings: { defaultPageSize: 9 } } },
  { rule: 'searchset/largest-page', fault: 'ninety-nine at most', options: { settings: { largestPageSize: 99 } } },
  mutatedSearchset('searchset/total', 'one too many', (bundle) => ({ ...bundle, total: Number(bundle['total']) + 1 })),
  mutatedSearchset('searchset/links', 'last before first', (bundle) =>
    Array.isArray(bundle['link']) ? { ...bundle, link: bundle['link'].toReversed() } : bundle,
  ),
  mutatedSearchset('searchset/entry', 'a fullUrl', (bundle) => ({
    ...bundle,
    ...(Array.isArray(bundle['entry'])
      ? { entry: (bundle['entry'] as Json[]).map((entry) => ({ fullUrl: 'urn:x', ...entry })) }
      : {}),
  })),
  mutatedSearchset('searchset/shape', 'an id', (bundle) => ({ ...bundle, id: 'x' })),
  mutatedSearchset('searchset/empty', 'an empty list of entries', (bundle) => ({ entry: [], ...bundle })),
];
