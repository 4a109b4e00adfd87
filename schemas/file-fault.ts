// Why a file cannot be read or written, in words and not in the code of the system.

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'it is there already',
  EROFS: 'the disk cannot be written',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
};

/** The code of the system for a fault; undefined where it is a fault of another kind. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Why a file could not be read or written. */
export const fileFault = (error: unknown): string => {
  const code = codeOf(error);
  const known = code === undefined || !Object.hasOwn(words, code) ? undefined : words[code];
  return known ?? code ?? (error instanceof Error ? error.message : String(error));
};
