// What verify does with cassettes: plays them in the place of a target, or keeps its run as such.
import { join, resolve } from 'node:path';
import type { Edition } from '../schemas/editions/editions.ts';

interface PlayOptions {
  readonly edition: Edition;
  readonly rules?: readonly string[];
  readonly tags?: string;
  readonly knownDeviations?: string;
  readonly out: string;
}

/** Plays cassettes in the place of a target. */
export const play = async (folder: string, options: PlayOptions, isAsked: boolean): Promise<void> => {
  const [{ readCassettes, replay }, { rulesNamed }, { claimFolder }, { resultLines }] = await Promise.all([
    import('../differential/cassettes/index.ts'),
    import('../conformance/suite/selection.ts'),
    import('../conformance/reports/write.ts'),
    import('../conformance/reports/terminal.ts'),
  ]);
  const cassettes = readCassettes(folder, isAsked ? options.edition : undefined);
  const out = resolve(options.out);
  claimFolder(out);
  const { tags, knownDeviations } = options;
  const verdict = await replay(cassettes, { rules: rulesNamed(options.rules ?? []), tags, knownDeviations, out });
  process.stdout.write(`${resultLines(verdict, options.out).join('\n')}\n`);
  process.exitCode = verdict.exitCode;
};

/** Makes sure that cassettes can be left in a folder before a run that is to be kept. */
export const claim = async (folder: string): Promise<void> => {
  const { claimCassettes } = await import('../differential/cassettes/cassette.ts');
  claimCassettes(folder);
};

/** Keeps what the run has exchanged as cassettes. */
export const keep = async (folder: string, out: string): Promise<string> => {
  const [{ record }, { envelopesOf }, { textOf }] = await Promise.all([
    import('../differential/cassettes/index.ts'),
    import('../conformance/suite/messages/envelope.ts'),
    import('../conformance/verdict/verdict-file.ts'),
  ]);
  const count = record(folder, envelopesOf(textOf(join(out, 'messages.ndjson'))), process.env['CANVAS_CASSETTE_KEY']);
  return `recorded    ${count} scenarios in ${folder}`;
};
