// What a run has said: cucumber's messages, the scenarios that they come to, and the evidence attached to them.
export * from './envelope.ts';
export * from './evidence.ts';
export * from './pickle.ts';
export * from './scenarios.ts';
