// The types of rooms.mjs, for the tests.
export declare const root: string;
export declare const published: readonly string[];
export declare const rooms: readonly string[];
export declare const filesOf: (folders: readonly string[], home?: string) => readonly string[];
