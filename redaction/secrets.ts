// Takes secrets out of a text before it is kept: whatever looks like a token or a secret, and those known by value.
import { without } from '../../targets/live/secrets.ts';

const mark = '(redacted)';

/** A value in quotes, which may be escaped several times over, or a bare one as in a form. */
const fields =
  /((?:access_token|refresh_token|id_token|client_secret|client_assertion|password)(?:\\*["'])?\s*(?:[:=]|%3D)\s*(?:\\*["'])?)(?!\(redacted\))[^"'\\&\s,;}<]+/gi;

const schemes = /\b(Bearer|Basic)(\s+|%20|\+)(?=[A-Za-z0-9._~+/=-]*\d|[A-Za-z0-9._~+/=-]{20})[A-Za-z0-9._~+/=-]{8,}/gi;

const webTokens = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g;

const credentialsInAddress = /(:\/\/)[^\s/:@"'\\]+:[^\s/@"'\\]+@/g;

const secretNames = /(TOKEN|SECRET|PASSWORD)$/;

/** The secrets that the environment holds, longest first. */
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(environment)
    .filter(([name]) => name.startsWith('CANVAS_') && secretNames.test(name))
    .flatMap(([, value = '']) => (value.trim().length < 6 ? [] : [value.trim()]))
    .sort((one, other) => other.length - one.length);

/** The text without its secrets. Doing it twice changes nothing more. */
export const redacted = (text: string, secrets: readonly string[] = []): string =>
  without(text, secrets, mark)
    .replace(fields, `$1${mark}`)
    .replace(schemes, `$1$2${mark}`)
    .replace(webTokens, mark)
    .replace(credentialsInAddress, `$1${mark}@`);
