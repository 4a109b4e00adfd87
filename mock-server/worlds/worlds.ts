// The worlds of one mock, by name. They share what they began with and see nothing of each other.
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { Keep, KeptWorld } from './persistence.ts';
import { rememberingJson } from '../store/texts.ts';
import { worldOf, type World, type WorldOptions } from './world.ts';

/** The world of a request that names none. */
export const defaultWorld = 'default';

const form = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What keeps a name from being a world's or a snapshot's, in words; or undefined. */
export const faultOfName = (name: string): string | undefined =>
  form.test(name) ? undefined : `'${name.slice(0, 80)}' is no name: 1 to 64 letters, digits, '.', '_' or '-'`;

export interface WorldsOptions extends Omit<WorldOptions, 'name' | 'asJson' | 'keeper' | 'kept'> {
  readonly keep: Keep;
  /** The worlds that were kept before. */
  readonly held?: Map<string, KeptWorld & { readonly initial: Partial<Settings> }>;
  /** How many worlds there may be. */
  readonly most: number;
  /** Told which world is gone. */
  readonly dropped?: (name: string) => void;
}

export interface Worlds {
  readonly default: World;
  readonly get: (name: string) => World | undefined;
  /** The world of that name, made where there is none yet; or in words why it cannot be. */
  readonly open: (name: string, settings?: Partial<Settings>) => World | { readonly fault: string };
  /** Removes a world; the default one stays. */
  readonly drop: (name: string) => boolean;
  readonly all: () => Iterable<World>;
}

/** Each world has ids of its own, also under one seed; the default world's are those of the seed itself. */
const seedOf = (name: string, seed: string | undefined) =>
  seed === undefined ? {} : { seed: name === defaultWorld ? seed : `${seed}/${name}` };

export const worldsOf = ({ most, dropped, keep, held, ...options }: WorldsOptions): Worlds => {
  const worlds = new Map<string, World>();
  const asJson = rememberingJson(options.interpreter.view);
  const make = (name: string, settings: Partial<Settings> = {}): World => {
    const kept = held?.get(name);
    const initial = { ...options.settings, ...kept?.initial, ...settings };
    const world = worldOf({
      ...options,
      asJson,
      name,
      settings: initial,
      keeper: (state) => keep.keeperOf(name, initial, state),
      ...(kept === undefined ? {} : { kept }),
      ...seedOf(name, options.seed),
    });
    worlds.set(name, world);
    return world;
  };
  const first = make(defaultWorld);
  for (const name of held?.keys() ?? []) if (name !== defaultWorld) make(name);
  return {
    default: first,
    get: (name) => worlds.get(name),
    open: (name, settings) => {
      const known = worlds.get(name);
      if (known !== undefined) return known;
      const fault = faultOfName(name);
      if (fault !== undefined) return { fault };
      if (worlds.size >= most) return { fault: `there are ${most} worlds already; drop one or set a higher limit` };
      return make(name, settings);
    },
    drop: (name) => {
      if (name === defaultWorld || !worlds.delete(name)) return false;
      // One that is made again begins anew.
      held?.delete(name);
      dropped?.(name);
      keep.dropped(name);
      return true;
    },
    all: () => worlds.values(),
  };
};
