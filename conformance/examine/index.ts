// Judging a client: from its traffic, or by running it against servers that provoke it.
export { conclude, type ExamineOptions, type Examination } from './examine.ts';
export { obligationsNamed } from './obligations-named.ts';
export { coursesIn } from './source.ts';
export { coursesByHand } from './drive-by-hand.ts';
export { courseIn, coursesOf } from './run-client.ts';
export { judgeCourses } from './judge-courses.ts';
export { eventWorlds, usualWorlds, worldIds, worldsOfShard, type WorldId } from './worlds.ts';
export type { Course } from './judging.ts';
export { rejudge } from './rejudge.ts';
