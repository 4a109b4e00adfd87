// The Markdown documents as tests see them: their links, headings and fenced blocks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './rooms.mjs';

/** The documents for users and contributors, by their paths from the root. */
export const documents: readonly string[] = [
  '.',
  'bench',
  'conformance',
  'docs',
  'examples',
  'examples/clients',
  'examples/cucumber',
].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

export const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

export interface Block {
  /** What stands behind the opening fence, such as `sh` or `sh install`. */
  readonly info: string;
  readonly text: string;
}

/** The fenced blocks of a document. */
export const blocksOf = (document: string): readonly Block[] =>
  [...textOf(document).matchAll(/^ *```(\S.*)\n([^]*?)^ *```$/gm)].map(([, info = '', text = '']) => ({ info, text }));

/** The targets of the links of a document, without those to other hosts. */
export const linksOf = (document: string): readonly string[] =>
  [...textOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^\w+:/.test(link));

/** The anchors that headings make, as GitHub writes them. */
export const anchorsOf = (document: string): readonly string[] =>
  [...textOf(document).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/ /g, '-'),
  );
