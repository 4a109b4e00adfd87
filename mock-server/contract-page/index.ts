// The contract as one page for people: every rule with its evidence, and a request and an answer that show it.
export { contractPage } from './page.ts';
export { readExamples, type Example, type Examples } from './examples.ts';
