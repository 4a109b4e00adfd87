// The searchset Bundle: its members, its links, its pages.
import type { Topic } from './rule.ts';

const search = ['search'] as const;

export const searchset = {
  'searchset/shape': {
    on: search,
    stage: 'inherent',
    basis: 'shown',
    statement: 'A search answers 200 with a Bundle of type searchset that has no id, meta or timestamp.',
    source: { document: 'seed', at: 'L374-L394', sum: 'cdeeec98314e3070' },
    since: '2024-01-16',
    covers: ['APT-SEARCH-01', 'APT-SEARCH-03'],
  },
  'searchset/total': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement: 'total is the number of matches, on whichever page.',
    source: { document: 'seed', at: 'L377', sum: '0b1a72f1ed895ec7' },
    since: '2024-01-16',
    covers: ['APT-SEARCH-01'],
  },
  'searchset/entry': {
    on: search,
    stage: 'inherent',
    basis: 'shown',
    statement: 'An entry holds the resource and nothing else.',
    source: { document: 'seed', at: 'L393-L397, L500-L502', sum: '54951a5de6bd276c' },
    since: '2024-01-16',
    covers: ['APT-SEARCH-02'],
  },
  'searchset/links': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement:
      'The links are self, first and last, in this order; next stands before last where there is a further page.',
    source: { document: 'seed', at: 'L378-L392', sum: 'a1a2b35792955405' },
    since: '2024-01-16',
    covers: ['APT-SEARCH-LINK-01'],
  },
  'searchset/link-urls': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement:
      "A link is relative to the server and repeats the request's parameters in their order, percent-encoded, then _count and _offset.",
    source: { document: 'seed', at: 'L382, L386, L390', sum: 'd369659a801dbfda' },
    since: '2024-01-16',
    covers: ['APT-SEARCH-LINK-02'],
  },
  'searchset/default-page': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement: 'Without _count and _offset a page holds 10 entries from the first.',
    source: { document: 'seed', at: 'L382', sum: 'd369659a801dbfda' },
    since: '2024-01-16',
    covers: ['APT-SEARCH-LINK-03'],
  },
  'searchset/paging': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: '_count sets the size of a page and _offset where it begins; following next visits every match once.',
    source: { document: 'pagination page', at: '_count, _offset' },
    since: '2024-01-16',
    decision: '013',
  },
  'searchset/largest-page': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: 'A page holds 100 entries at most; a larger _count gives 100.',
    source: { document: 'pagination page', at: 'maximum' },
    since: '2024-01-16',
    decision: '013',
  },
  'searchset/empty': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: 'A search without a match answers 200 with total 0, without links and without entries.',
    source: { document: 'pagination page', at: 'empty set' },
    since: '2024-01-16',
    decision: '013',
  },
} as const satisfies Topic;
