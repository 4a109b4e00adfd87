// The searchset Bundle: its members, its links, its pages.
import type { Topic } from './rule.ts';

const search = ['search'] as const;

export const searchset = {
  'searchset/shape': {
    on: search,
    stage: 'inherent',
    basis: 'shown',
    statement: 'A search answers 200 with a Bundle of type searchset that has no id, meta or timestamp.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section search response, lines 374-394',
      sum: 'cdeeec98314e3070',
      also: ['fdb96ef03057b2d3'],
    },
    since: '2024-01-16',
    covers: ['APT-SEARCH-01', 'APT-SEARCH-03'],
  },
  'searchset/total': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement: 'total is the number of matches, on whichever page.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section search response, line 377',
      sum: '0b1a72f1ed895ec7',
    },
    since: '2024-01-16',
    covers: ['APT-SEARCH-01'],
  },
  'searchset/entry': {
    on: search,
    stage: 'inherent',
    basis: 'shown',
    statement: 'An entry holds the resource and nothing else.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section search response, lines 393-397 and 500-502',
      sum: '54951a5de6bd276c',
    },
    since: '2024-01-16',
    covers: ['APT-SEARCH-02'],
  },
  'searchset/links': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement: 'Where everything stands on one page the links are self, first and last, in this order.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section search response, lines 378-392',
      sum: 'a1a2b35792955405',
      also: ['173c67e8607df338', 'ea4f10d561ac48bb'],
    },
    since: '2024-01-16',
    covers: ['APT-SEARCH-LINK-01'],
  },
  'searchset/next-link': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: 'Where there is a further page its link next stands before last, and the last page has none.',
    source: { document: 'Pagination page', at: 'section relations' },
    since: '2024-01-16',
  },
  'searchset/link-urls': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement:
      "A link is relative to the server and repeats the request's parameters in their order, percent-encoded, then _count and _offset.",
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section search response, lines 382, 386 and 390',
      sum: 'd369659a801dbfda',
    },
    since: '2024-01-16',
    covers: ['APT-SEARCH-LINK-02'],
  },
  'searchset/default-page': {
    on: search,
    stage: 'answer',
    basis: 'shown',
    statement: 'Without _count and _offset a page holds 10 entries from the first.',
    source: {
      document: 'Appointment page, edition 2024-01-16',
      at: 'section search response, line 382',
      sum: 'd369659a801dbfda',
    },
    since: '2024-01-16',
    covers: ['APT-SEARCH-LINK-03'],
  },
  'searchset/paging': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: '_count sets the size of a page and _offset where it begins; following next visits every match once.',
    source: { document: 'Pagination page', at: 'section _count, _offset' },
    since: '2024-01-16',
    decision: '013',
  },
  'searchset/largest-page': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: 'A page holds 100 entries at most; a larger _count gives 100.',
    source: { document: 'Pagination page', at: 'section maximum' },
    since: '2024-01-16',
    decision: '013',
  },
  'searchset/empty': {
    on: search,
    stage: 'answer',
    basis: 'documented',
    statement: 'A search without a match answers 200 with total 0, without links and without entries.',
    source: { document: 'Pagination page', at: 'section empty set' },
    since: '2024-01-16',
    decision: '013',
  },
} as const satisfies Topic;
