// The register of what probes have found: a file to which every probe adds, and in which nothing is lost.
import { readText } from '../../schemas/read-text.ts';
import { fileFault } from '../../schemas/file-fault.ts';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Stop } from '../run/exit-codes.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import type { Environment } from '../live/index.ts';
import type { Finding } from './finding.ts';

const format = 1;

/** Where the register lies: CANVAS_PROBES, or a file in the folder that the command is called in. */
export const registerIn = (environment: Environment): string =>
  resolve((environment['CANVAS_PROBES'] ?? '').trim() || 'canvas-probes.json');

const stopUnreadable = (file: string, why: string): Stop =>
  new Stop('usage', `cannot read the register ${file}: ${why}; mend it, move it away, or name another with --register`);

const isFinding = (value: unknown): value is Finding => {
  const { id, target, at, verdict, evidence } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [id, target, at, verdict].every((one) => typeof one === 'string') && Array.isArray(evidence);
};

/** The findings of a register, the oldest first; none where there is no file. Ends the command where it cannot be read. */
export const findingsIn = (file: string): readonly Finding[] => {
  if (!existsSync(file)) return [];
  let held: { readonly format?: unknown; readonly findings?: unknown } | null;
  try {
    held = JSON.parse(readText(file)) as typeof held;
  } catch (error) {
    throw stopUnreadable(file, fileFault(error));
  }
  if (held?.format !== format) throw stopUnreadable(file, `it is not a register of format ${format}`);
  if (!Array.isArray(held.findings) || !held.findings.every(isFinding))
    throw stopUnreadable(file, 'a finding is not whole');
  return held.findings;
};

/** Writes a register as a whole: whoever reads it sees the one before or this one. */
export const writeRegister = (file: string, findings: readonly Finding[]): void => {
  const passing = `${file}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(file));
    writeFileSync(passing, `${JSON.stringify({ format, findings }, null, 2)}\n`);
    renameSync(passing, file);
  } catch (error) {
    const why = fileFault(error);
    throw new Stop('usage', `cannot write the register to ${file}: ${why} (--register <file>)`);
  }
};

const keyOf = ({ target, id }: Finding): string => `${target} ${id}`;

/**
 * What a register says now: of each target and ambiguity the latest finding. One that decides nothing does not take the
 * place of an earlier one that did.
 */
export const currentOf = (findings: readonly Finding[]): readonly Finding[] => {
  const current = new Map<string, Finding>();
  for (const finding of findings) {
    const known = current.get(keyOf(finding));
    if (known === undefined || known.observed === null || finding.observed !== null)
      current.set(keyOf(finding), finding);
  }
  return [...current.values()];
};
