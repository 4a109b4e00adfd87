// canvas-harness proxy: live traffic, and where it surprises the mock.
export { liveBase, startProxy, type ProxyOptions } from './proxy.ts';
export { summaryLines } from './report.ts';
