// The mark of a run as it stands in an identifier: it says which run has made a record, and nothing about a person.

/** The system of the identifier. */
export const markSystem = 'urn:canvas-harness:run';

/** True for the value of a mark, the run and the number of the record in it; a server may show it in capitals. */
export const isMarkValue = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{16}\/\d+$/i.test(value);
