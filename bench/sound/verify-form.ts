// Runs `verify` at the level full against a sound server in one of its forms.
import { readFileSync, rmSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { VerdictDocument } from '../../conformance/verdict/index.ts';
import { call, newFolder, type Ended } from '../test-support/command.ts';
import { environmentOfFullRun } from '../test-support/verify-environment.ts';
import type { Form } from './form.ts';
import { startFormServer } from './form-server.ts';
import { forms, type FormName } from './index.ts';

interface Seen extends Ended {
  /** The rules that are called violated, each with what differs. */
  readonly violated: readonly string[];
  /** Whether the run ended as it should for this form. */
  readonly isAsExpected: boolean;
}

const table: Readonly<Record<FormName, Form>> = forms;

const violatedIn = (folder: string): readonly string[] => {
  const file = join(folder, 'out', 'verdict.json');
  if (!existsSync(file)) return [];
  const { rules } = JSON.parse(readFileSync(file, 'utf8')) as VerdictDocument;
  return rules
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ id, scenarios }) => `${id}: ${scenarios.flatMap(({ mismatches = [] }) => mismatches)[0]?.what ?? ''}`);
};

/** Verifies the server of a form. */
export const verifyForm = async (name: FormName, args: readonly string[] = []): Promise<Seen> => {
  const form = table[name];
  const { rules, breaks = [] } = form;
  const usual = breaks.length === 0 ? { code: 0, says: /conforms to the edition/ } : { code: 1, says: /violated/ };
  const { ends = usual } = form;
  const server = await startFormServer(form);
  const folder = newFolder();
  try {
    const ended = await call(
      folder,
      ['verify', '-q', '--out', 'out', ...(rules === undefined ? [] : ['--rules', rules]), ...args],
      {
        ...environmentOfFullRun(server.url),
        CANVAS_INSTANCE_URL: server.ehrUrl,
        ...form.environment,
      },
    );
    const violated = violatedIn(folder).filter((line) => !breaks.includes(line.split(':')[0] ?? ''));
    return {
      ...ended,
      violated,
      isAsExpected: ended.code === ends.code && ends.says.test(ended.out + ended.err) && violated.length === 0,
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
};
