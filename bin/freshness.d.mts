// The types of freshness.mjs, for the tests.
export declare const isBuilt: boolean;
