// The config file: what doctor has found out about a target, without secrets, for verify to use and people to share.
import { readText } from '../../schemas/read-text.ts';
import { fileFault } from '../../schemas/file-fault.ts';
import { editionNamed, editions } from '../../schemas/editions/editions.ts';
import { type Environment, liveBaseUrl } from '../../targets/live/index.ts';
import { hintOf } from '../../schemas/nearest.ts';
import { Stop } from '../run/exit-codes.ts';

const format = 1;

/** Each member that stands for a variable; a list stands for two. */
const members = {
  baseUrl: ['CANVAS_FHIR_BASE_URL'],
  ehrUrl: ['CANVAS_INSTANCE_URL'],
  practitioners: ['CANVAS_PRACTITIONER_ID', 'CANVAS_SECOND_PRACTITIONER_ID'],
  patients: ['CANVAS_PATIENT_ID', 'CANVAS_SECOND_PATIENT_ID'],
  locations: ['CANVAS_LOCATION_ID', 'CANVAS_SECOND_LOCATION_ID'],
  locationNumber: ['CANVAS_LOCATION_NUMBER'],
  canvasBot: ['CANVAS_BOT_ID'],
  defaultType: ['CANVAS_DEFAULT_TYPE'],
  unscheduleableType: ['CANVAS_UNSCHEDULEABLE_TYPE'],
  reason: ['CANVAS_REASON_CODING'],
  doubleBooking: ['CANVAS_DOUBLE_BOOKING'],
  scope: ['CANVAS_SCOPE'],
} as const;

type Member = keyof typeof members;

/** The file as it is written. Members that are not known are left out. */
type Config = Readonly<Partial<Record<Member, string | readonly string[]>>> & {
  readonly format: number;
  readonly edition: string;
  readonly baseUrl: string;
};

const others = ['format', 'edition', 'pageSize', 'checked'];

const fault = (file: string, what: string): Stop => new Stop('configuration', `the config file ${file} ${what}`);

const parsedFile = (file: string): Readonly<Record<string, unknown>> => {
  try {
    const value = JSON.parse(readText(file)) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined) throw new Stop('usage', `cannot read the config file ${file}: ${fileFault(error)}`);
    throw fault(file, `cannot be read: ${message}`);
  }
  throw fault(file, 'is not a JSON object; let canvas-harness doctor write it');
};

const isText = (value: unknown): boolean =>
  typeof value === 'string' ||
  (Array.isArray(value) && value.length <= 2 && value.every((one) => typeof one === 'string'));

const checkMembers = (file: string, found: Readonly<Record<string, unknown>>): void => {
  if (found['format'] !== format)
    throw fault(file, `is not of format ${format}; let canvas-harness doctor write it anew`);
  for (const [name, value] of Object.entries(found)) {
    if (others.includes(name)) continue;
    if (!(name in members))
      throw fault(file, `has the unknown member '${name}'; ${hintOf(name, [...others, ...Object.keys(members)])}`);
    if (!isText(value)) throw fault(file, `has a member '${name}' that is neither a text nor a list of up to two`);
  }
};

const checkEdition = (file: string, of: unknown, wanted: string | undefined): void => {
  if (typeof of !== 'string' || editionNamed(of) !== of)
    throw fault(file, `names an unknown edition (${String(of)}); there are ${editions.join(', ')}`);
  if (wanted !== undefined && of !== wanted)
    throw fault(
      file,
      `was written for edition ${of}, and this run uses ${wanted}: use --edition ${of}, or run doctor again`,
    );
};

/** Reads a config file and refuses one that does not fit the run. */
export const readConfig = (file: string, edition: string | undefined, environment: Environment): Config => {
  const found = parsedFile(file);
  checkMembers(file, found);
  checkEdition(file, found['edition'], edition);
  const named = liveBaseUrl(environment);
  if (typeof found['baseUrl'] !== 'string' || (named !== undefined && named !== found['baseUrl'].replace(/\/+$/, '')))
    throw fault(file, `was written for ${String(found['baseUrl'])}, and the environment names ${named ?? 'none'}`);
  return found as unknown as Config;
};

/** The variables that a config stands for. */
export const configVariables = (config: Config): Environment =>
  Object.fromEntries(
    Object.entries(members).flatMap(([member, variables]) => {
      const values = [config[member as Member] ?? []].flat();
      return variables.flatMap((variable, position) => {
        const value = values[position];
        return value === undefined || value === '' ? [] : [[variable, value] as const];
      });
    }),
  );

/** A config as a file holds it. `values` are those of the variables. */
export const configText = (edition: string, values: Environment, notes: Readonly<Record<string, unknown>>): string => {
  const found = Object.entries(members).flatMap(([member, variables]) => {
    const known = variables.map((variable) => values[variable] ?? '').filter((value) => value !== '');
    if (known.length === 0) return [];
    return [[member, variables.length === 1 ? known[0] : known] as const];
  });
  return `${JSON.stringify({ format, edition, ...Object.fromEntries(found), ...notes }, null, 2)}\n`;
};
