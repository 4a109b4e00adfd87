// The environment of a command: what was exported, then .env, then the config file. Options of the command come first.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { configVariables, readConfig } from './config.ts';
import { Stop } from '../run/exit-codes.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const dotEnv = (): Environment => {
  const file = resolve('.env');
  if (!existsSync(file)) return {};
  try {
    return parseEnv(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    throw new Stop('configuration', `cannot read ${file}: ${(error as Error).message}; mend it or take it away`);
  }
};

/** Variables that are set to something. */
const setIn = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

export interface Sources {
  readonly exported: Environment;
  /** The config file, where one is named. */
  readonly config?: string | undefined;
  readonly edition?: string | undefined;
  /** What options of the command say, by the variables that they stand for. */
  readonly options?: Environment;
}

/** Puts the sources together. Refuses a config of another edition or of another target. */
export const environmentOf = ({ exported, config, edition, options = {} }: Sources): Environment => {
  const direct = { ...dotEnv(), ...setIn(exported), ...setIn(options) };
  if (config === undefined) return direct;
  return { ...configVariables(readConfig(config, edition, direct)), ...direct };
};
