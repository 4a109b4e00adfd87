// What an assertion found: thrown where it fails, so that the report names the difference.

export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}
