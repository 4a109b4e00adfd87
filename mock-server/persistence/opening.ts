// Opens the directory of a mock, and sees to it that what a start asks for is what the directory began with.
import { defaultSettings, type Settings } from '../../schemas/canvas/settings.ts';
import type { Records } from '../../schemas/canvas/records.ts';
import { defaultWorld } from '../worlds/worlds.ts';
import { disagreement } from './startup-check.ts';
import { openKeep, type OpenKeep } from './persistence.ts';

export interface Start {
  /** What a new directory begins with. */
  readonly records: Records;
  /** What was asked for by name: the records as they would be over those of the directory; undefined for none. */
  readonly wanted: (base: Records) => Records | undefined;
  readonly settings: Partial<Settings>;
}

/** Opens a directory. Rejects with a DirectoryFault where it cannot be used, or where it began with something else. */
export const openFor = async (path: string, { records, wanted, settings }: Start): Promise<OpenKeep> => {
  const opened = await openKeep(path, records);
  if (opened.isFresh) return opened;
  const { base, worlds, close } = opened;
  try {
    const asked = wanted(base);
    const initial = { ...defaultSettings, ...(worlds.get(defaultWorld)?.initial ?? settings) };
    const fault = disagreement(
      path,
      { settings, ...(asked === undefined ? {} : { records: asked }) },
      { records: base, settings: initial },
    );
    if (fault !== undefined) throw fault;
  } catch (error) {
    await close();
    throw error;
  }
  return opened;
};
