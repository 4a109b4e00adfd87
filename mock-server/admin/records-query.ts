// The query of the records: read once, decided on, and written again for json-server, which reads nothing else.

/** json-server's operators that run a pattern of the caller's, make a script, or fail where there is no such relation. */
const unserved = /_like$|^_expand$|^_embed$|^callback$/;

/** What is asked for once at most. */
const single = new Set(['q', '_sort', '_order', '_page', '_limit', '_start', '_end', 'world']);

const wholeNumbers = new Set(['_page', '_limit', '_start', '_end']);

const help = "use q, _sort, _page, _limit or a member's name";

/** The query as json-server is to read it, with its question mark; or in words what is wrong with it. */
export const recordsQuery = (url: string): { readonly query: string } | { readonly fault: string } => {
  const mark = url.indexOf('?');
  const sent = [...new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))].filter(([name]) => name !== 'admin_token');
  const others = new URLSearchParams();
  for (const [name, value] of sent) {
    if (unserved.test(name) || !/^[A-Za-z_][\w.]*$/.test(name)) return { fault: `${name} is not served; ${help}` };
    if (single.has(name) && others.has(name)) return { fault: `${name} is given twice` };
    if (wholeNumbers.has(name) && !/^\d{1,9}$/.test(value))
      return { fault: `${name}: '${value}' is not a whole number` };
    others.append(name, value);
  }
  return { query: others.size === 0 ? '' : `?${others.toString()}` };
};
