// What a request asks for, as path and query, so that whoever looks at it afterwards sees the same.

/** A request target without scheme and host, which a client names to a proxy, and without a fragment, which is none of a server's business. */
export const targetOf = (url = ''): string => {
  if (url.startsWith('/') && !url.includes('#')) return url;
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  return /^[/*]/.test(path) ? path : `/${path}`;
};
