// The dated editions of the contract, oldest first, which one is the default, and what holds in which.

/** Dates of the editions, as Canvas released them. Oldest first. */
export const editions = [
  '2024-01-16',
  '2024-01-25',
  '2024-04-19',
  '2024-07-02',
  '2025-05-05',
  '2025-12-17',
  '2026-03-09',
  '2026-06-22',
] as const;

export type Edition = (typeof editions)[number];

/** The edition of the document that defines this project. */
export const defaultEdition = '2024-01-16' as const satisfies Edition;
export type DefaultEdition = typeof defaultEdition;

/** The name of the newest edition, whichever that is; it is resolved where it is read and never kept. */
export const latest = 'latest' as const;

/** What may be written where an edition is asked for: a date of the list, or the alias of the newest. */
export const editionNames: readonly string[] = [...editions, latest];

/** The edition of a date or of the alias `latest`, or undefined for any other text. */
export const editionNamed = (text: string): Edition | undefined =>
  text === latest ? editions.at(-1) : editions.find((edition) => edition === text);

/** The time something holds: from the edition `since`, the first unless said otherwise, up to but not in `until`. */
export interface Span {
  readonly since?: Edition;
  readonly until?: Edition;
}

/** Whether what holds for a span of editions holds in one of them. The only place where editions are compared. */
export const isInForceIn = ({ since = editions[0], until }: Span, edition: Edition): boolean => {
  const at = editions.indexOf(edition);
  return editions.indexOf(since) <= at && (until === undefined || at < editions.indexOf(until));
};

/** The edition after another one; undefined for the latest. */
export const editionAfter = (edition: Edition): Edition | undefined => editions[editions.indexOf(edition) + 1];

/** The edition before another one; undefined for the first. */
export const editionBefore = (edition: Edition): Edition | undefined => editions[editions.indexOf(edition) - 1];
