// The environment of a command: what was exported, then .env, then the config file. Options of the command come first.
import { fileFault } from '../../schemas/file-fault.ts';
import { readBytes } from '../../schemas/read-text.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { configVariables, readConfig } from './config-file.ts';
import type { Level } from './candidate.ts';
import { Stop } from '../run/exit-codes.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const dotEnv = (): Environment => {
  const file = resolve('.env');
  if (!existsSync(file)) return {};
  try {
    return parseEnv(new TextDecoder('utf-8', { fatal: true }).decode(readBytes(file)));
  } catch (error) {
    throw new Stop('configuration', `cannot read ${file}: ${fileFault(error)}; mend it or take it away`);
  }
};

/** Variables that are set to something. */
const setIn = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

/** What options of a command say about a live run; each comes before the variable that it stands for. */
export interface LiveOptions {
  readonly baseUrl?: string | undefined;
  /** The file of the ledger. */
  readonly ledger?: string | undefined;
  readonly level?: Level | undefined;
  /** Hosts that are sandboxes although they do not look like it. */
  readonly allowHost?: readonly string[] | undefined;
  readonly maxCreates?: number | undefined;
  /** Requests a second. */
  readonly rate?: number | undefined;
  /** Seconds to wait for one answer. */
  readonly timeout?: number | undefined;
  /** The file of the findings of probe. */
  readonly register?: string | undefined;
}

/** The variables under which the suite, in a process of its own, reads each option. */
const variables = {
  baseUrl: 'CANVAS_FHIR_BASE_URL',
  ledger: 'CANVAS_LEDGER',
  level: 'CANVAS_LEVEL',
  allowHost: 'CANVAS_ALLOW_HOST',
  maxCreates: 'CANVAS_MAX_CREATES',
  rate: 'CANVAS_RATE',
  timeout: 'CANVAS_TIMEOUT',
  register: 'CANVAS_PROBES',
} as const satisfies Record<keyof LiveOptions, string>;

const variablesOf = (options: LiveOptions): Environment =>
  Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [variable, options[name as keyof LiveOptions]?.toString()]),
  );

interface Sources {
  readonly exported: Environment;
  /** The config file, where one is named. */
  readonly config?: string | undefined;
  readonly edition?: string | undefined;
  readonly options?: LiveOptions;
}

/** Puts the sources together. Refuses a config of another edition or of another target. */
export const environmentOf = ({ exported, config, edition, options = {} }: Sources): Environment => {
  const direct = { ...dotEnv(), ...setIn(exported), ...setIn(variablesOf(options)) };
  if (config === undefined) return direct;
  return { ...configVariables(readConfig(config, edition, direct)), ...direct };
};
