// Commands of the workshop, which `npm run` starts: each says what it takes with --help, and ends in 2 for what it cannot read.
import { Command, InvalidArgumentError } from 'commander';

/** A command by its name in package.json. */
export const command = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .showHelpAfterError('(see --help)')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

/** A whole number, at least so great. */
export const wholeFrom =
  (least: number) =>
  (text: string): number => {
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`It has to be a whole number from ${least}.`);
  };

/** The names that hold one of the words, all where no word is given. A word that none holds ends the command in 2. */
export const namesWith = <Name extends string>(names: readonly Name[], words: readonly string[]): readonly Name[] => {
  const lost = words.find((word) => !names.some((name) => name.includes(word)));
  if (lost !== undefined) {
    console.error(`None of the ${names.length} names holds '${lost}': the first is '${names[0] ?? ''}'.`);
    process.exit(2);
  }
  return words.length === 0 ? names : names.filter((name) => words.some((word) => name.includes(word)));
};
