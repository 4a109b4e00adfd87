// The contract as one page for people: every rule with its evidence, and a request and an answer that show it.
export { contractPage } from './page.ts';
export type { Example, Examples } from './examples.ts';
