// The choices of edition and validation that mutants run under: the default contract first, then the others.
import { isInForceUnder, validations, type ContractChoice } from '../../../schemas/contract.ts';
import { defaultEdition, editions, type Edition } from '../../../schemas/editions/editions.ts';
import { ruleIds, type RuleId } from '../../../schemas/rules/index.ts';

const editionChoices: readonly ContractChoice[] = [
  defaultEdition,
  ...editions.filter((edition) => edition !== defaultEdition),
].map((edition: Edition) => ({ edition, validation: 'documented' }));

/** Every choice, the default one first. */
export const choices: readonly ContractChoice[] = [
  ...editionChoices,
  ...validations.slice(1).map((validation) => ({ edition: defaultEdition, validation })),
];

/** The rules that a choice is the first to have: each rule has its mutants under one choice only. */
export const newIn = (choice: ContractChoice): readonly RuleId[] => {
  const before = choices.slice(0, choices.indexOf(choice));
  return ruleIds.filter((id) => isInForceUnder(id, choice) && !before.some((earlier) => isInForceUnder(id, earlier)));
};

/** A choice in words. */
export const choiceName = ({ edition, validation }: ContractChoice): string =>
  validation === 'documented' ? `edition ${edition}` : `edition ${edition}, ${validation} validation`;
