// verify and examine: each a process of its own, so that nothing but the protocol reaches this one's output.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../conformance/run/package.ts';
import { editionNames } from '../../schemas/editions/editions.ts';
import type { MockAccess } from './mock-access.ts';
import { fail, say, tool, type Said } from './tool.ts';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command of this package to its end. */
const runCommand = (args: readonly string[], more: Readonly<Record<string, string>>, cwd: string): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...more };
    const child = spawn(process.execPath, [join(packageRoot, 'bin', 'canvas-harness.mjs'), ...args], { env, cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', ({ message }) => resolve({ code: null, output: message }));
    child.once('close', (code) => resolve({ code, output }));
  });

interface Verdict {
  readonly rules: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly statement: string;
    readonly reason?: string;
  }[];
}

/** The rules of a verdict that an agent has to look at. */
const worthALook = ['violated', 'inconclusive', 'known-deviation'];

const failuresIn = (folder: string): readonly string[] => {
  try {
    const { rules } = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8')) as Verdict;
    return rules
      .filter(({ verdict }) => worthALook.includes(verdict))
      .slice(0, 20)
      .map(({ id, verdict, statement, reason = '' }) => `${verdict} ${id}: ${statement} ${reason}`.trim());
  } catch {
    return [];
  }
};

const environmentFor = (target: string, { url, token }: MockAccess): Record<string, string> =>
  target === 'mock'
    ? { CANVAS_FHIR_BASE_URL: url, CANVAS_ACCESS_TOKEN: token }
    : { CANVAS_FHIR_BASE_URL: '', CANVAS_ACCESS_TOKEN: '' };

const isOutcome = (code: number | null): boolean => code === 0 || code === 1;

/** How deviations would be accepted is for the file of a project, not for an agent. */
const withoutDeviations = (text: string): string =>
  text.replace(/^To accept these as known deviations[^]*/m, '').trim();

const told = ({ code, output }: Ended, folder: string): Said => {
  const text = output.replaceAll(folder, '').trim();
  if (!isOutcome(code)) return fail(`The command ended with exit code ${code ?? 'none'}:`, text.slice(-1500));
  return say(
    ...withoutDeviations(text)
      .split('\n')
      .filter((line) => !line.startsWith('reports')),
    ...failuresIn(folder),
  );
};

/** Runs a command that leaves a verdict in a folder, and tells of it. */
const runForVerdict = async (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Said> => {
  const folder = mkdtempSync(join(tmpdir(), 'canvas-mcp-'));
  try {
    return told(await runCommand([...args, '--out', folder], environment, process.cwd()), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const named = (option: string, words: readonly string[]): readonly string[] =>
  words.length === 0 ? [] : [option, words.join(',')];

const editionInput = z
  .enum(editionNames as [string, ...string[]])
  .optional()
  .describe('The edition to hold it to; the first one unless said otherwise');

const editionArguments = (edition: string | undefined): readonly string[] =>
  edition === undefined ? [] : ['--edition', edition];

export const verify = tool({
  name: 'verify',
  title: 'Run the conformance suite',
  description:
    'Runs the scenarios of the suite and gives the verdict, with each violated rule. The target is a fresh embedded mock, or the ' +
    'running mock of this server over HTTP. Name rules or topics to keep it short: a topic takes seconds, all rules half a minute.',
  input: {
    rules: z
      .array(z.string())
      .optional()
      .describe('Ids or topics, for example ["status", "booking/double-booking-refused"]; all unless said otherwise'),
    target: z.enum(['embedded', 'mock']).optional().describe('embedded: a fresh mock (usual). mock: the running one'),
    edition: editionInput,
  },
  isReading: false,
  run: ({ rules = [], target = 'embedded', edition }, mock) =>
    runForVerdict(
      ['verify', '--quiet', ...named('--rules', rules), ...editionArguments(edition)],
      environmentFor(target, mock),
    ),
});

export const examine = tool({
  name: 'examine',
  title: 'Judge a client by its traffic',
  description:
    'Judges the applications that have called this mock by what they sent: a table of obligations, such as following next ' +
    'links, renewing an expired token once, or reading the id from the location header. Gives each violated one. What book and search have sent counts, too.',
  input: {
    obligations: z
      .array(z.string())
      .optional()
      .describe('Ids or topics, for example ["paging", "credentials"]; all unless said otherwise'),
    edition: editionInput,
  },
  isReading: true,
  run: ({ obligations = [], edition }, { url }) =>
    runForVerdict(
      ['examine', '--journal', url, ...named('--obligations', obligations), ...editionArguments(edition)],
      {},
    ),
});
