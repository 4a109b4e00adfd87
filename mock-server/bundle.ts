// What the CommonJS bundle offers: the mock on a port, and the mock without one.
export * from './index.ts';
export * from './nock.ts';
