// What a probe would ask, in lines for a person, before anything is sent.
import type { Impact } from './table/ambiguity.ts';
import { experimentsUpTo } from './observe.ts';
import { experiments } from './table/experiments.ts';
import { ambiguities, unprobed } from './table/index.ts';

const impactWords: Readonly<Record<Impact, (creates: number) => string>> = {
  reads: () => 'reads and searches',
  refused: () => 'bodies that every reading refuses',
  creates: (creates) => `creates ${creates}`,
};

/** The experiments with what they decide, and what stays open. */
export const planLines = (maxImpact: Impact): readonly string[] => {
  const names = experimentsUpTo(maxImpact);
  const idsDecidedBy = (name: string): string =>
    ambiguities
      .filter(({ attempts }) => attempts.some(({ experiment }) => experiment === name))
      .map(({ id }) => id)
      .join(', ');
  const left = ambiguities.filter(({ attempts }) => !attempts.some(({ experiment }) => names.includes(experiment)));
  return [
    ...names.flatMap((name) => {
      const { impact, creates } = experiments[name] ?? { impact: 'reads', creates: 0 };
      return [`${name.padEnd(11)} ${impactWords[impact](creates)}: ${idsDecidedBy(name)}`];
    }),
    ...(left.length === 0 ? [] : [`left out    by the level: ${left.map(({ id }) => id).join(', ')}`]),
    ...unprobed.map(({ id, reason }) => `not probed  ${id}: ${reason}`),
  ];
};
