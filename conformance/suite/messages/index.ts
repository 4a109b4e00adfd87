// Reads cucumber's messages of a run: its scenarios, and the evidence that hooks and steps attached to them.
export * from './envelope.ts';
export * from './evidence.ts';
export * from './messages-file.ts';
export * from './names.ts';
export * from './pickle.ts';
export * from './scenarios.ts';
