// The fault of a file that a mock is started with.

/** The file cannot be read, or does not hold what a mock takes; the message says which and why, in one line. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}
