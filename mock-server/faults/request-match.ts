// Which requests are meant: by method and by path, `*` for a part of it, `**` for the rest.

/** What picks requests. Without method or path it picks all. */
export interface RequestMatch {
  readonly method?: string;
  readonly path?: string;
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** `/Appointment/*` as a pattern: a star stands for one part of the path, two for any number of them. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split('**')
      .map((part) => escaped(part).replaceAll('*', '[^/]*'))
      .join('.*')}/?$`,
  );

/** The test of a match, made once. A path is compared without its query. */
export const matcherOf = ({ method, path }: RequestMatch): ((method: string, url: string) => boolean) => {
  const pattern = path === undefined ? undefined : patternOf(path);
  return (sent, url) =>
    (method === undefined || method.toUpperCase() === sent) && (pattern?.test(url.split('?')[0] ?? '') ?? true);
};
