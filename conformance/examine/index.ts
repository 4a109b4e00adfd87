// Judging a client: from its traffic, or by running it against servers that provoke it.
export { conclude, type ExamineOptions, type Examination } from './examine.ts';
export { obligationsNamed } from './selection.ts';
export { coursesIn } from './source.ts';
export { coursesOf } from './run-client.ts';
export { rejudged } from './rejudge.ts';
