// Yes or no as a word, as variables of the environment and settings of the command line say it.

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

/** What a word says, in whatever letters; undefined where it says neither. */
export const yesOrNo = (text: string): boolean | undefined => words.get(text.trim().toLowerCase());

/** What a variable of the environment switches, off where it is empty; or in words what is wrong with it. */
export const switchIn = (variable: string, text = ''): { readonly isOn: boolean } | { readonly fault: string } => {
  const isOn = text.trim() === '' ? false : yesOrNo(text);
  return isOn === undefined
    ? { fault: `${variable}='${text}' is neither yes nor no; it may be ${[...words.keys()].join(', ')}` }
    : { isOn };
};
