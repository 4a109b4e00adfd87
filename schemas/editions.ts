// The dated editions of the contract, oldest first, and which one is the default.

/** Dates of the editions, as Canvas released them. Oldest first. */
export const editions = ['2024-01-16', '2024-01-25', '2024-04-19', '2024-07-02', '2025-05-05'] as const;

export type Edition = (typeof editions)[number];

/** The edition of the document that defines this project. */
export const defaultEdition: Edition = '2024-01-16';

/**
 * The editions whose every change is in the table, and which can be chosen. The dates of the others only bound the
 * rules that end there; what replaces those is still to be written.
 */
export const carriedEditions: readonly Edition[] = [defaultEdition];

export const isEdition = (text: string): text is Edition => (editions as readonly string[]).includes(text);
