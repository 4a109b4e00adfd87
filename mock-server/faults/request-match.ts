// Which requests are meant: by method and by path, `*` for a part of it, `**` for the rest.
import { globOf } from '../runtime/glob.ts';

/** What picks requests. Without method or path it picks all. */
export interface RequestMatch {
  readonly method?: string;
  readonly path?: string;
}

/** The test of a match, made once. A path is compared without its query. */
export const matcherOf = ({ method, path }: RequestMatch): ((method: string, url: string) => boolean) => {
  const matches = path === undefined ? undefined : globOf(path);
  return (sent, url) =>
    (method === undefined || method.toUpperCase() === sent) &&
    (path === undefined || matches?.(url.split('?')[0] ?? '') === true);
};

/** What is wrong with a match that fits its schema; undefined where nothing is. */
export const faultOfMatch = ({ path }: RequestMatch): string | undefined =>
  path !== undefined && globOf(path) === undefined ? 'path: is too long' : undefined;
