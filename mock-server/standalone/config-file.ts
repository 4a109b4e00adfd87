// The configuration file of a mock: YAML or JSON, with the names of the options.
import { readText } from '../../schemas/read-text.ts';
import { fileFault } from '../../schemas/file-fault.ts';
import { isObject } from '../../schemas/json.ts';
import { parse } from 'yaml';
import { hintOf } from '../../schemas/nearest.ts';
import { FileFault } from './file-fault.ts';
import { logForms } from './request-log.ts';

/** What a file may say besides the options of the command line. */
const structured = ['settings', 'records', 'clients'] as const;

const flat = [
  'port',
  'host',
  'edition',
  'validation',
  'framework',
  'seed',
  'delay',
  'quiet',
  'readOnly',
  'cors',
  'allowedHost',
  'peers',
  'token',
  'adminToken',
  'maxBody',
  'requestTimeout',
  'maxConnections',
  'maxWorlds',
  'data',
  'import',
  'sample',
  'empty',
  'journal',
  'log',
  'json',
] as const;

/** What no other place checks. */
const flags = ['quiet', 'json', 'empty'] as const;

export type Config = Readonly<Record<string, unknown>>;

const read = (file: string): unknown => {
  try {
    return parse(readText(file)) as unknown;
  } catch (error) {
    const [line] = fileFault(error).split('\n');
    throw new FileFault(`cannot read the configuration ${file}: ${line ?? ''}`);
  }
};

/** The members of a configuration file. Throws a FileFault where a name is not an option. */
export const readConfigFile = (file: string): Config => {
  const config = read(file) ?? {};
  if (!isObject(config)) throw new FileFault(`${file}: must hold names and values, for example port: 4010`);
  const names: readonly string[] = [...flat, ...structured];
  const unknown = Object.keys(config).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new FileFault(`${file}: '${unknown}' is not an option; ${hintOf(unknown, names)}`);
  const wrong = structured.find((name) => config[name] !== undefined && !isObject(config[name]));
  if (wrong !== undefined) throw new FileFault(`${file}: ${wrong}: must hold names and values`);
  const noFlag = flags.find((name) => config[name] !== undefined && typeof config[name] !== 'boolean');
  if (config['log'] !== undefined && !logForms.some((form) => form === config['log']))
    throw new FileFault(`${file}: log: must be ${logForms.join(' or ')}`);
  if (noFlag !== undefined) throw new FileFault(`${file}: ${noFlag}: must be true or false`);
  return config;
};
