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

/** The address of a page of a search, but for the number at its end: the offset. */
const pagesOf = ({ type, query, page: { count } }: Found<unknown>, encode: (text: string) => string): string => {
  const parameters = query.filter((parameter) => !isPaging(parameter));
  const pairs = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}&`);
  return `/${type}?${pairs.join('')}_count=${count}&_offset=`;
};

/** Links self, first, next where there is a further page, and last. */
const linksOf = (found: Found<unknown>, contract: Contract): Link[] => {
  const { count, offset } = found.page;
  const encode = contract.isInForce('searchset/link-urls') ? encodeURIComponent : String;
  const lastOffset = Math.floor((found.total - 1) / count) * count;
  const pages = pagesOf(found, encode);
  const link = (relation: Link['relation'], at: number): Link => ({ relation, url: `${pages}${at}` });
  const hasNext = offset + count < found.total && contract.isInForce('searchset/next-link');
  const next = hasNext ? [link('next', offset + count)] : [];
  return [link('self', offset), link('first', 0), ...next, link('last', lastOffset)];
};

/** Whether a searchset has neither links nor entries: an empty result, and a page of none. */
const isBare = ({ total, page }: Found<unknown>, { isInForce }: Contract): boolean =>
  page.count === 0 || (total === 0 && isInForce('searchset/empty'));

/** A searchset without its entries. */
const headOf = (found: Found<unknown>, contract: Contract): Omit<Searchset<never>, 'entry'> => {
  const { total, resources, isLinked = true } = found;
  const head = {
    resourceType: 'Bundle',
    type: 'searchset',
    total: contract.isInForce('searchset/total') ? total : resources.length,
  } as const;
  const hasLinks = isLinked && !isBare(found, contract) && contract.isInForce('searchset/links');
  return hasLinks ? { ...head, link: linksOf(found, contract) } : head;
};

const hasEntries = (found: Found<unknown>, contract: Contract): boolean =>
  found.resources.length > 0 && !isBare(found, contract);

/** The searchset of one page of matches. */
export const searchsetOf = <Resource>(found: Found<Resource>, contract: Contract): Searchset<Resource> => {
  const head = headOf(found, contract);
  return hasEntries(found, contract) ? { ...head, entry: found.resources.map((resource) => ({ resource })) } : head;
};

/** The same as JSON, of resources that are JSON already. */
export const searchsetJson = (found: Found<string>, contract: Contract): string => {
  const head = JSON.stringify(headOf(found, contract));
  if (!hasEntries(found, contract)) return head;
  return `${head.slice(0, -1)},"entry":[{"resource":${found.resources.join('},{"resource":')}}]}`;
};
