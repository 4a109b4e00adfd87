// Creates whose location header names another record than they have made: the mark of a create says which record is its own.
import { isOfAnotherCreate } from '../../targets/live/index.ts';
import { createdId, type Outcome, type Performed } from '../requests/index.ts';

/** True where the id that a create was told has another mark, or its mark another id. */
const isMisnamed = (created: Outcome, outcomes: Performed['outcomes']): boolean => {
  const { mark } = created;
  const id = createdId(created);
  if (mark === undefined || id === undefined || created.status >= 300) return false;
  return isOfAnotherCreate(
    { id, mark },
    outcomes.flatMap((outcome) => outcome?.shown ?? []),
  );
};

/** What came of a script, with the creates marked that were told of other records. */
export const withMisnamed = ({ outcomes, ...more }: Performed): Performed => ({
  ...more,
  outcomes: outcomes.map((outcome) =>
    outcome !== undefined && isMisnamed(outcome, outcomes) ? { ...outcome, isMisnamed: true } : outcome,
  ),
});
