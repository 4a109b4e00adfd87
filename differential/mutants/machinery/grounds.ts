// The grounds on which mutants run: the default contract first, then what only another edition or validation has.
import { isInForceUnder, validations, type ContractChoice } from '../../../schemas/contract.ts';
import { defaultEdition, editions, type Edition } from '../../../schemas/editions/editions.ts';
import { ruleIds, type RuleId } from '../../../schemas/rules/index.ts';

const editionGrounds: readonly ContractChoice[] = [
  defaultEdition,
  ...editions.filter((edition) => edition !== defaultEdition),
].map((edition: Edition) => ({ edition, validation: 'documented' }));

/** Every ground, the default one first. */
export const grounds: readonly ContractChoice[] = [
  ...editionGrounds,
  ...validations.slice(1).map((validation) => ({ edition: defaultEdition, validation })),
];

/** The rules that a ground is the first to have: each rule has its mutants on one ground only. */
export const newOn = (ground: ContractChoice): readonly RuleId[] => {
  const before = grounds.slice(0, grounds.indexOf(ground));
  return ruleIds.filter((id) => isInForceUnder(id, ground) && !before.some((earlier) => isInForceUnder(id, earlier)));
};

/** A ground in words. */
export const groundName = ({ edition, validation }: ContractChoice): string =>
  validation === 'documented' ? `edition ${edition}` : `edition ${edition}, ${validation} validation`;
