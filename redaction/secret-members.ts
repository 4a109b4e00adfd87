// Secrets in JSON, which may be cut off anywhere: a member that is named as one loses its value, whatever that is.
import { isSecretName } from './secret-names.ts';

/** What stands in the place of a secret, in every report, journal and recording. */
export const mark = '(redacted)';

/** A member up to its value, and the value where that is one word; of an object or a list the bracket. */
const members = /"((?:[^"\\]|\\.){1,200})"(\s*:\s*)("(?:[^"\\]|\\.)*(?:"|\\?$)|-?\d[\d.eE+-]*|[[{])/g;

/** The name of a member as it is meant: it may be written with escapes. */
const unescapeName = (name: string): string =>
  name.includes('\\')
    ? name.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)))
    : name;

const tokens = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[[\]{}]/g;

/** Where the object or list ends whose bracket is at a place. */
const endOf = (text: string, start: number): number => {
  tokens.lastIndex = start;
  let depth = 0;
  for (let found = tokens.exec(text); found !== null; found = tokens.exec(text)) {
    if ('[{'.includes(found[0])) depth += 1;
    else if (']}'.includes(found[0])) depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return text.length;
};

/** A JSON text without the values of its secret members. */
export const redactJson = (text: string): string => {
  let [shown, from] = ['', 0];
  for (const found of text.matchAll(members)) {
    const [whole, name = '', colon = '', value = ''] = found;
    if (found.index < from || !isSecretName(unescapeName(name))) continue;
    shown += `${text.slice(from, found.index)}"${name}"${colon}"${mark}"`;
    const end = found.index + whole.length;
    from = '[{'.includes(value) ? endOf(text, end - 1) : end;
  }
  return from === 0 ? text : shown + text.slice(from);
};
