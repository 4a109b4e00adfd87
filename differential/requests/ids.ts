// The ids of a server in what was exchanged: with dashes or without, also behind an escape of an address.

/** The pattern of an id with dashes. */
export const dashed = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** The pattern of an id without. `%2F` before it is not a part of it, though its letter is a word's. */
export const dashless = String.raw`(?<=%[0-9A-F]{2}|\b)[0-9a-f]{32}\b`;

/** Every id in a text. */
export const anyId = new RegExp(`${dashed}|${dashless}`, 'gi');
