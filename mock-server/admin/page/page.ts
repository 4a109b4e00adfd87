// The page at /__admin/: its files, and what a browser may do with them. What it shows it asks for over /__admin.
import { unseen } from '../../../schemas/controls.ts';
import { entryOf } from '../../../schemas/json.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contractPage } from '../../contract-page/index.ts';

/** Nothing but what this server serves is loaded, run or asked; no other page may frame this one. */
const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const ownFile = (name: string): URL => new URL(`./browser/${name}`, import.meta.url);

/** The calendar is a package of its own, a file that needs nothing else. */
const calendar: Readonly<Record<string, string>> = {
  'event-calendar.min.js': '@event-calendar/build/dist/event-calendar.min.js',
  'event-calendar.min.css': '@event-calendar/build/dist/event-calendar.min.css',
};

/** A file of the page. The calendar lies beside the others in dist, in its own package before the build. */
const placeOf = (name: string): URL | string => {
  const packaged = entryOf(calendar, name);
  return packaged === undefined || existsSync(ownFile(name))
    ? ownFile(name)
    : createRequire(import.meta.url).resolve(packaged);
};

/** What the page has of this program: which characters it shows as what they are. */
const made: Readonly<Record<string, string>> = { 'unseen.js': `export const unseen = ${String(unseen)};\n` };

interface File {
  readonly text: string;
  readonly type: string;
  readonly tag: string;
}

const read = (name: string): File | undefined => {
  const type = mediaTypes[/^[a-z-]+(?:\.min)?\.(html|css|js|svg)$/.exec(name)?.[1] ?? ''];
  if (type === undefined) return undefined;
  try {
    const text = entryOf(made, name) ?? readFileSync(placeOf(name), 'utf8');
    return { text, type, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const send = (request: FastifyRequest, reply: FastifyReply, name: string, file: File | undefined): FastifyReply => {
  if (file === undefined) return reply.code(404).send({ error: `The page has no file '${name.slice(0, 80)}'` });
  reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
    etag: file.tag,
  });
  if (request.headers['if-none-match'] === file.tag) return reply.code(304).send();
  return reply.header('content-type', file.type).send(file.text);
};

/** The rules as a page: `/__admin/rules#status/cancelled-is-final`. It is made when it is first asked for. */
const registerRules = (app: FastifyInstance): void => {
  let made: ReturnType<typeof contractPage> | undefined;
  app.route({
    method: ['GET', 'HEAD'],
    url: '/rules',
    handler: (_request, reply) => {
      made ??= contractPage();
      return reply
        .headers({ 'content-security-policy': made.policy, 'x-content-type-options': 'nosniff' })
        .type('text/html; charset=utf-8')
        .send(made.text);
    },
  });
};

/** Registers the page. Each file is read when it is first asked for, and once. */
export const registerPage = (app: FastifyInstance): void => {
  const files = new Map<string, File>();
  const fileOf = (name: string): File | undefined => {
    const file = files.get(name) ?? read(name);
    if (file !== undefined) files.set(name, file);
    return file;
  };
  app.route({
    method: ['GET', 'HEAD'],
    url: '',
    handler: (request, reply) => send(request, reply, 'index.html', fileOf('index.html')),
  });
  registerRules(app);
  app.route<{ Params: { name: string } }>({
    method: ['GET', 'HEAD'],
    url: '/page/:name',
    handler: (request, reply) => send(request, reply, request.params.name, fileOf(request.params.name)),
  });
};
