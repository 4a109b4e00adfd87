// A plan in lines for a person, before anything is sent.
import { placesIn } from './combine-creates.ts';
import type { Level } from './candidate.ts';
import type { Plan } from './choose-scenarios.ts';

const countOf = ({ withheld }: Plan, need: string): number => withheld.find((one) => one.need === need)?.at.length ?? 0;

const combinedLines = ({ combinations, wanted }: Plan): readonly string[] => {
  const scenarios = combinations.flatMap(placesIn).length;
  const records = combinations.flatMap(({ members }) => members[0]?.records ?? []).length;
  if (scenarios === 0) return [];
  return [
    `combined    ${scenarios} scenarios begin with ${records} creates that carry the values of several: ` +
      `with --max-creates ${wanted} each sends its own`,
  ];
};

/** Everything that a plan says. */
export const planLines = (plan: Plan, level: Level, maxCreates: number, target: string): readonly string[] => [
  `plan        ${target}, level ${level}, at most ${maxCreates} creates`,
  `scenarios   ${plan.scenarios}, which exercise ${plan.rules} rules`,
  `requests    at most ${plan.requests} on a server that does as documented, cleanup included`,
  `creates     at most ${plan.most.creates}, ${plan.most.patients} of them patients: the run stops rather than create more`,
  `            up to ${plan.creates - plan.patients} appointments and ${plan.patients} patients on a server that does as documented`,
  `lasting     appointments stay, cancelled; patients stay, inactive: the API deletes nothing`,
  `left out    ${countOf(plan, 'level')} scenarios by the level, ${countOf(plan, 'budget')} by the budget`,
  ...combinedLines(plan),
  ...overLines(plan, maxCreates),
];

/** That a plan goes beyond the budget, with the number that would do. */
export const overLines = (plan: Plan, maxCreates: number): readonly string[] =>
  plan.wanted <= maxCreates
    ? []
    : [
        `budget      the level takes ${plan.wanted} creates and ${maxCreates} are allowed: ` +
          `${countOf(plan, 'budget')} scenarios are not exercised (--max-creates ${plan.wanted} would reach them all)`,
      ];
