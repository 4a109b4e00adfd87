// The seed as its checksums: its passages in their order, and which of them are no rule, for which reason.
import { readFileSync } from 'node:fs';

interface SeedPage {
  /** Reason to checksums. */
  readonly notRules: Readonly<Record<string, readonly string[]>>;
  readonly passages: readonly string[];
}

/** Reads the page. It is read where it is needed, since few commands ask for it. */
export const seedPage = (): SeedPage =>
  JSON.parse(readFileSync(new URL('./seed-passages.json', import.meta.url), 'utf8')) as SeedPage;
