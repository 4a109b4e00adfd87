// The searchset Bundle and its links.
import type { Contract } from '../../schemas/contract.ts';
import { isPaging, type Page, type QueryParameter } from './query.ts';

interface Link {
  readonly relation: 'self' | 'first' | 'next' | 'last';
  readonly url: string;
}

/** The members Canvas shows: no id, no meta, entries with nothing but the resource. */
interface Searchset<Resource> {
  readonly resourceType: 'Bundle';
  readonly type: 'searchset';
  readonly total: number;
  readonly link?: readonly Link[];
  readonly entry?: readonly { readonly resource: Resource }[];
}

interface Found<Resource> {
  readonly type: string;
  /** The parameters that were understood, in the order of the request. */
  readonly query: readonly QueryParameter[];
  readonly page: Page;
  readonly total: number;
  readonly resources: readonly Resource[];
  /** Whether the searchset has links; it has unless said otherwise. */
  readonly isLinked?: boolean;
}

const urlOf = (
  { type, query, page: { count } }: Found<unknown>,
  offset: number,
  encode: (text: string) => string,
): string => {
  const parameters = query.filter((parameter) => !isPaging(parameter));
  const pairs = [...parameters, ['_count', String(count)], ['_offset', String(offset)]];
  return `/${type}?${pairs.map(([name = '', value = '']) => `${encode(name)}=${encode(value)}`).join('&')}`;
};

/** Links self, first, next where there is a further page, and last. */
const linksOf = (found: Found<unknown>, contract: Contract): Link[] => {
  const { count, offset } = found.page;
  const encode = contract.isInForce('searchset/link-urls') ? encodeURIComponent : String;
  const lastOffset = Math.floor((found.total - 1) / count) * count;
  const link = (relation: Link['relation'], at: number): Link => ({ relation, url: urlOf(found, at, encode) });
  const hasNext = offset + count < found.total && contract.isInForce('searchset/next-link');
  const next = hasNext ? [link('next', offset + count)] : [];
  return [link('self', offset), link('first', 0), ...next, link('last', lastOffset)];
};

/** The searchset of one page of matches. An empty result has neither links nor entries, nor has a page of none. */
export const searchsetOf = <Resource>(found: Found<Resource>, contract: Contract): Searchset<Resource> => {
  const { total, resources, page, isLinked = true } = found;
  const isBare = page.count === 0 || (total === 0 && contract.isInForce('searchset/empty'));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: contract.isInForce('searchset/total') ? total : resources.length,
    ...(isBare || !isLinked || !contract.isInForce('searchset/links') ? {} : { link: linksOf(found, contract) }),
    ...(isBare || resources.length === 0 ? {} : { entry: resources.map((resource) => ({ resource })) }),
  };
};

/** The same as JSON, of resources that are JSON already. */
export const searchsetJson = (found: Found<string>, contract: Contract): string => {
  const { entry, ...head } = searchsetOf(found, contract);
  const text = JSON.stringify(head);
  if (entry === undefined) return text;
  return `${text.slice(0, -1)},"entry":[${entry.map(({ resource }) => `{"resource":${resource}}`).join()}]}`;
};
