// The grounds on which mutants run: the default contract first, then what only another edition or validation has.
import { holdsUnder, validations, type Terms } from '../../schemas/contract.ts';
import { defaultEdition, editions, type Edition } from '../../schemas/editions/editions.ts';
import { ruleIds, type RuleId } from '../../schemas/rules/index.ts';

const editionGrounds: readonly Terms[] = [
  defaultEdition,
  ...editions.filter((edition) => edition !== defaultEdition),
].map((edition: Edition) => ({ edition, validation: 'documented' }));

/** Every ground, the default one first. */
export const grounds: readonly Terms[] = [
  ...editionGrounds,
  ...validations.slice(1).map((validation) => ({ edition: defaultEdition, validation })),
];

/** The rules that a ground is the first to have: each rule has its mutants on one ground only. */
export const newOn = (ground: Terms): readonly RuleId[] => {
  const before = grounds.slice(0, grounds.indexOf(ground));
  return ruleIds.filter((id) => holdsUnder(id, ground) && !before.some((earlier) => holdsUnder(id, earlier)));
};

/** A ground in words. */
export const groundName = ({ edition, validation }: Terms): string =>
  validation === 'documented' ? `edition ${edition}` : `edition ${edition}, ${validation} validation`;
