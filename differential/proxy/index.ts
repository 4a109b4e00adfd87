// canvas-harness proxy: live traffic, and where it surprises the mock.
export { liveBase, startProxy } from './proxy.ts';
export { summaryLines } from './report.ts';
