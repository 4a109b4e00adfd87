// The step phrases as cucumber lists them: where each is defined, and where the features use it.
import { spawnSync } from 'node:child_process';
import { root } from './rooms.mjs';

/** A step definition with the steps that match it. */
export interface Phrase {
  readonly pattern: string;
  /** The file that defines it. */
  readonly uri: string;
  readonly line: number;
  readonly matches: readonly { readonly uri: string; readonly line: number }[];
}

/** Every phrase. Throws where a feature says what no step defines. */
export const readPhrases = (): readonly Phrase[] => {
  const args = ['--config', 'scripts/cucumber-sources.mjs', '--dry-run', '--format', 'usage-json'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['node_modules/@cucumber/cucumber/bin/cucumber.js', ...args],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`The features do not run dry:\n${stdout}${stderr}`);
  return JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as Phrase[];
};
