// A cassette: what scenarios have exchanged, as files that a person can read and a run can be played from.
import { fileFault } from '../../schemas/file-fault.ts';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '../../schemas/editions/editions.ts';
import { Stop } from '../../conformance/run/exit-codes.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import type { NotExercised } from '../../conformance/suite/messages/index.ts';
import { harness } from '../../conformance/run/package.ts';
import type { Bearer } from '../requests/index.ts';
import { readNamedFile } from '../../conformance/run/named-file.ts';
import type { Stamp } from '../../conformance/verdict/index.ts';
import type { Opened } from '../../targets/recorded.ts';

/** 2 since a tape says which token each request carried. */
export const formatOf = 2;
export const manifestName = 'cassettes.json';

export interface TapedExchange {
  /** Which token the request carried, since its header is hidden. */
  readonly bearer: Bearer;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** The body where it is JSON; else `text`. */
    readonly body?: unknown;
    readonly text?: string;
  };
}

export interface Taped {
  readonly at: string;
  readonly name: string;
  /** The rules that the scenario is about. */
  readonly rules: readonly string[];
  /** Why no other server can be asked the same, or null. */
  readonly obstacle: string | null;
  readonly target: Opened | null;
  readonly exchanges: readonly TapedExchange[];
  readonly notExercised: NotExercised | null;
}

/** What holds for all cassettes of a folder, and the digest of each. */
export interface Manifest extends Pick<
  Stamp,
  'harness' | 'edition' | 'validation' | 'target' | 'selection' | 'maxNotExercised'
> {
  readonly format: number;
  readonly files: Readonly<Record<string, string>>;
}

export interface Cassettes {
  readonly manifest: Manifest;
  readonly scenarios: readonly Taped[];
}

const parsed = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Stop('usage', `${file} is truncated or damaged: ${(error as Error).message}; record it again`);
  }
};

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  ['format', 'harness', 'edition', 'validation', 'target', 'selection', 'files'].every((name) => name in value);

/** Major and minor; a patch changes no scenario. */
const lineOf = (version: string): string => version.split('.').slice(0, 2).join('.');

const checkManifest = (file: string, { format, harness: by, edition }: Manifest, asked: Edition | undefined): void => {
  if (format !== formatOf)
    throw new Stop('configuration', `${file} is of format ${format}, this version reads ${formatOf}: record it again`);
  if (lineOf(by.version) !== lineOf(harness.version))
    throw new Stop(
      'configuration',
      `${file} was recorded by version ${by.version}, this is ${harness.version}: record it again, or use that version`,
    );
  if (asked !== undefined && asked !== edition)
    throw new Stop(
      'configuration',
      `${file} was recorded for the edition of ${edition}, not of ${asked}: say --edition ${edition}, or record it again`,
    );
};

/** Ends the command where a folder holds no cassettes. */
const checkFolder = (folder: string): void => {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) throw new Stop('usage', `${folder} does not exist: name the folder of verify --record`);
  if (!found.isDirectory()) throw new Stop('usage', `${folder} is not a folder: name the one of verify --record`);
  if (!existsSync(join(folder, manifestName)))
    throw new Stop('usage', `${folder} holds no ${manifestName}: it was not written by verify --record`);
};

/** Makes sure, before anything runs, that a folder can take cassettes, and holds nothing but such. */
export const claimCassettes = (folder: string): void => {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Stop('usage', `cannot record into ${folder}: ${fileFault(error)}`);
  }
  if (readdirSync(folder).length > 0 && !existsSync(join(folder, manifestName)))
    throw new Stop('usage', `${folder} contains files that are not cassettes: name a new folder`);
};

/** Reads the cassettes of a folder. One clear line where they are of another edition or version, or damaged. */
export const readCassettes = (folder: string, edition: Edition | undefined): Cassettes => {
  checkFolder(folder);
  const file = join(folder, manifestName);
  const manifest = parsed(file, readNamedFile(file));
  if (!isManifest(manifest)) throw new Stop('usage', `${file} is damaged: it does not say what was recorded`);
  checkManifest(file, manifest, edition);
  const scenarios = Object.entries(manifest.files).flatMap(([name, digest]) => {
    const text = readNamedFile(join(folder, name));
    const taped = parsed(join(folder, name), text) as readonly Taped[];
    if (createHash('sha256').update(text).digest('hex') === digest) return taped;
    throw new Stop('usage', `${join(folder, name)} is not what was recorded: it was changed or cut; record it again`);
  });
  return { manifest, scenarios };
};
