// The passages of a documentation page, and the checksums by which a rule names the one it rests on.
import { createHash } from 'node:crypto';

/**
 * The passages of a page, normalised: prose as one passage a sentence, an example block as one passage a line.
 * Two pages that differ only in layout, emphasis, letter case or the targets of links have the same passages, so a
 * checksum that is found no longer says that what a rule rests on was reworded or has gone.
 */
export const passagesOf = (page: string): readonly string[] =>
  exactPassagesOf(page).map((passage) => passage.toLowerCase());

/** The same passages with their letters as they stand. */
export const exactPassagesOf = (page: string): readonly string[] =>
  page.split(fenceLine).flatMap((part, position) => (position % 2 === 0 ? sentencesOf(part) : linesOf(part)));

/** A line that opens or ends a block of code. */
export const fenceLine = /^\s*(?:```|~~~).*$/m;

/** The first 16 hexadecimal digits of a passage's SHA-256, the passage as `passagesOf` gives it. */
export const sumOf = (passage: string): string => createHash('sha256').update(passage).digest('hex').slice(0, 16);

const normalised = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What letters a name in an entity stands for. */
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text as it is read: entities as their letters, and quotes, dashes and dots as a keyboard has them. */
const asTyped = (text: string): string =>
  text
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (entity, decimal?: string, hex?: string, name?: string) =>
      name === undefined
        ? String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
        : (named[name.toLowerCase()] ?? entity),
    )
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/\u2026/g, '...')
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '');

/** Prose without its markup: a link keeps its text, an image and a tag of the page's templates leave nothing. */
const plainOf = (text: string): string =>
  text
    .replace(/\{%.*?%\}|\{:.*?\}/g, ' ')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?(?:a|b|code|div|em|i|strong)\b[^>]*>/g, '')
    .replace(/(?<![\w/])(__?)(\w(?:[^_\n]*\w)?)\1(?![\w/])/g, '$2')
    .replace(/^(\s*)[*+] (?=\S)/gm, '$1- ')
    .replace(/[*`]/g, '');

/** A line that begins something new: a blank one, a rule, a member of the front matter, an item of a list, a row of a table. */
const beginsAnew = /^\s*(?:$|---|[\w-]+:(?:\s|$)|[-•] |\|)/;

/** The blocks of a text: each line joined to the one it continues. */
const blocksOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .reduce<readonly string[]>(
      (blocks, line) =>
        beginsAnew.test(line) ? [...blocks, line] : [...blocks.slice(0, -1), `${blocks.at(-1) ?? ''} ${line}`],
      [],
    );

/** A piece of prose without the name of its member, the number or bullet before it, and YAML's block indicator. */
const proseOf = (piece: string): string =>
  asTyped(
    normalised(piece.replace(/^[\s•-]*(?:[a-z_]+:(?=\s|$))?\s*(?:[>|]-?(?=\s|$))?[\s•"]*(?:\d+\.)?/, '')).replace(
      / ?\|$/,
      '',
    ),
  );

const sentencesOf = (text: string): readonly string[] =>
  blocksOf(plainOf(text))
    .flatMap((block) => block.split(/<br\s*\/?>|<\/?(?:li|p|ol|ul)>|(?=•)/))
    .map(proseOf)
    .flatMap((piece) => piece.split(/(?<=[.!?])\s+/))
    .filter((sentence) => /[a-z0-9]/i.test(sentence));

const linesOf = (block: string): readonly string[] =>
  block
    .split('\n')
    .map((line) => normalised(line).replace(/,$/, ''))
    .filter((line) => /[a-z0-9]/i.test(line));
