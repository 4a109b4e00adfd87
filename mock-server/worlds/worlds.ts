// The worlds of one mock, by name. They share what they began with and see nothing of each other.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { Persistence, PersistedWorld } from './persisted-world.ts';
import { jsonCache } from '../store/json-cache.ts';
import { worldOf, type World, type WorldOptions } from './world.ts';

/** The world of a request that names none. */
export const defaultWorld = 'default';

const form = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What keeps a name from being a world's or a snapshot's, in words; or undefined. */
export const faultOfName = (name: string): string | undefined =>
  form.test(name) ? undefined : `'${name.slice(0, 80)}' is not a name: 1 to 64 letters, digits, '.', '_' or '-'`;

interface WorldsOptions extends Omit<WorldOptions, 'name' | 'asJson' | 'changeLog' | 'persisted' | 'flushed'> {
  readonly persistence: Persistence;
  /** The worlds as an earlier process left them. */
  readonly persisted?: Map<string, PersistedWorld & { readonly initial: Partial<Settings> }>;
  /** How many worlds there may be. */
  readonly maxWorlds: number;
  /** Told which world is gone. */
  readonly onDrop?: (name: string) => void;
}

export interface Worlds {
  readonly default: World;
  readonly get: (name: string) => World | undefined;
  /** The world of that name, made where there is none yet; or in words why it cannot be. */
  readonly open: (name: string, settings?: Partial<Settings>) => World | { readonly fault: string };
  /** The world of that name; where there is none yet, one as it would be, which is kept nowhere. Or in words why it cannot be. */
  readonly look: (name: string) => World | { readonly fault: string };
  /** Removes a world; the default one stays. */
  readonly drop: (name: string) => boolean;
  readonly all: () => Iterable<World>;
}

/** Each world has ids of its own, also under one seed; the default world's are those of the seed itself. */
const seedOf = (name: string, seed: string | undefined) =>
  seed === undefined ? {} : { seed: name === defaultWorld ? seed : `${seed}/${name}` };

export const worldsOf = ({ maxWorlds, onDrop, persistence, persisted, ...options }: WorldsOptions): Worlds => {
  const worlds = new Map<string, World>();
  const asJson = jsonCache(options.interpreter.view);
  const makeUnkept = (name: string): World =>
    worldOf({ ...options, asJson, name, settings: options.settings ?? {}, ...seedOf(name, options.seed) });
  const make = (name: string, settings: Partial<Settings> = {}): World => {
    const known = persisted?.get(name);
    const initial = { ...options.settings, ...known?.initial, ...settings };
    const world = worldOf({
      ...options,
      asJson,
      name,
      settings: initial,
      changeLog: (state) => persistence.changeLogOf(name, initial, state),
      flushed: persistence.flushed,
      ...(known === undefined ? {} : { persisted: known }),
      ...seedOf(name, options.seed),
    });
    worlds.set(name, world);
    return world;
  };
  const first = make(defaultWorld);
  for (const name of persisted?.keys() ?? []) if (name !== defaultWorld) make(name);
  return {
    default: first,
    get: (name) => worlds.get(name),
    open: (name, settings) => {
      const known = worlds.get(name);
      if (known !== undefined) return known;
      const fault = faultOfName(name);
      if (fault !== undefined) return { fault };
      if (worlds.size >= maxWorlds)
        return { fault: `there are ${maxWorlds} worlds already; drop one or set a higher limit` };
      return make(name, settings);
    },
    look: (name) => {
      const known = worlds.get(name);
      const fault = known === undefined ? faultOfName(name) : undefined;
      return fault === undefined ? (known ?? makeUnkept(name)) : { fault };
    },
    drop: (name) => {
      if (name === defaultWorld) return false;
      const world = worlds.get(name);
      if (world === undefined) return false;
      worlds.delete(name);
      world.webhooks.end('its world was dropped');
      // One that is made again begins anew.
      persisted?.delete(name);
      onDrop?.(name);
      persistence.worldDropped(name);
      return true;
    },
    all: () => worlds.values(),
  };
};
