// English grammar for words that are only known at run time.

/** The word behind its indefinite article: "an Encounter", "a Slot". */
export const withArticle = (word: string): string => `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word}`;
