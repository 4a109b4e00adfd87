// A page in one file that asks nobody for anything: the report of a run, and the rules as a page.
import { createHash } from 'node:crypto';
import { html, Html } from './html.ts';

interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly body: Html;
}

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page and its policy, which lets nothing run but the page's own script, and nothing load at all. */
export const offlinePage = ({
  title,
  style,
  script,
  body,
}: PageParts): { readonly text: string; readonly policy: string } => {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${digest(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        ${body} ${new Html(`<script>${script}</script>`)}
      </body>
    </html>`;
  return { text, policy };
};
