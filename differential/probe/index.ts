// canvas-harness probe: what a server does where the documents leave it open.
export { exitCodeOf, maxImpactOf } from './exit.ts';
export { planLines } from './plan.ts';
export { documentOf, planLine, probe } from './probe.ts';
