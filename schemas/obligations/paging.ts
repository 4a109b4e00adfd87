// How a client reads a search result of several pages.
import { restingOn, type ObligationTopic } from './obligation.ts';

export const paging = {
  'paging/next-is-followed': {
    ...restingOn('searchset/next-link', 'searchset/default-page'),
    on: ['search'],
    statement: 'A search is read to its end: the link next is followed until a page has none.',
    matters: 'A page holds ten entries unless asked otherwise: the eleventh appointment of a patient is not seen.',
    remedy: 'While the Bundle has a link with the relation next, GET its url, and join the entries.',
    exercise: 'search for more appointments than stand on one page',
  },
  'paging/page-size-is-unknown': {
    ...restingOn('searchset/paging', 'searchset/largest-page'),
    on: ['search'],
    statement: 'No size of a page is taken for granted: a further page is asked for as the link next gives it.',
    matters:
      'A server gives fewer entries than were asked for where its limit is lower: entries are skipped unnoticed.',
    remedy: 'GET the url of the link next as it is. Do not compute _offset from a size of your own.',
    exercise: 'ask for a second page of a search whose pages are smaller than the client expects',
  },
} as const satisfies ObligationTopic;
