// What keeps a data directory from being used, in one line: what, where, and what to do.

/** What keeps a directory from being used, in one line. */
export class DirectoryFault extends Error {
  override readonly name = 'DirectoryFault';
}

export const faultOf = (directory: string, problem: string): DirectoryFault =>
  new DirectoryFault(`the data directory ${directory} ${problem}`);

export const codeOf = (error: unknown): string => {
  const { cause, code } = error as { readonly cause?: { readonly code?: string }; readonly code?: string };
  return cause?.code ?? code ?? '';
};

/** What systems and the engine call the same thing, by the words that a reader understands. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|No space left/i, 'there is no space left on its disk: make room'],
  [/EDQUOT|quota exceeded/i, 'the quota of its disk is used up: make room'],
  [/EROFS|Read-only file system/i, 'it lies on a read-only file system: choose another'],
  [/EACCES|EPERM|Permission denied/i, 'this user may not: give it the rights, or choose another'],
  [/ENOTDIR|EEXIST|Not a directory/i, 'a file stands where a directory has to be: choose another'],
  [/^ENOENT/, 'no file or folder can be made there: choose another'],
  [/ENAMETOOLONG|File name too long/i, 'its name is too long: choose another'],
  [/EMFILE|ENFILE|Too many open files/i, 'this process may open no more files: raise the limit (ulimit -n)'],
];

/** The reason of an error, of which a first line is enough. */
export const wordsOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = inner instanceof Error ? (inner.message.split('\n')[0] ?? '') : String(inner);
  return reasons.find(([pattern]) => pattern.test(`${codeOf(error)} ${text}`))?.[1] ?? text;
};
