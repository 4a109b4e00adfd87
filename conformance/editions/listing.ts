// The editions that there are, with what comes and goes in each.
import { isInEdition } from '../../schemas/contract.ts';
import { defaultEdition, editionBefore, editions, type Edition } from '../../schemas/editions/editions.ts';
import { ruleIds } from '../../schemas/rules/index.ts';

interface ListedEdition {
  readonly edition: Edition;
  readonly isDefault: boolean;
  readonly isLatest: boolean;
  /** Rules that hold in it. */
  readonly rules: number;
  /** Rules that the edition before did not have, and those of it that this one does not have. */
  readonly added: number;
  readonly ended: number;
}

const listed = (edition: Edition): ListedEdition => {
  const before = editionBefore(edition);
  const held = ruleIds.filter((id) => isInEdition(id, edition));
  const past = before === undefined ? held : ruleIds.filter((id) => isInEdition(id, before));
  return {
    edition,
    isDefault: edition === defaultEdition,
    isLatest: edition === editions.at(-1),
    rules: held.length,
    added: held.filter((id) => !past.includes(id)).length,
    ended: past.filter((id) => !held.includes(id)).length,
  };
};

/** Every edition, oldest first. */
export const listedEditions = (): readonly ListedEdition[] => editions.map(listed);

/** The editions as lines of text. */
export const editionLines = (): readonly string[] =>
  listedEditions().map(({ edition, isDefault, isLatest, rules, added, ended }) => {
    const names = [...(isDefault ? ['default'] : []), ...(isLatest ? ['latest'] : [])].join(', ');
    return `${edition}  ${String(rules).padStart(3)} rules  +${String(added).padEnd(2)} -${String(ended).padEnd(2)}  ${names}`.trimEnd();
  });
