// What an entry of the table of obligations is made of: the rule table's form, turned towards the client.
import type { Edition } from '../editions/editions.ts';
import { ruleOf, type RuleId } from '../rules/index.ts';
import type { Basis, Interaction, Source } from '../rules/rule.ts';

/** What a client owes, on which documented fact that rests, and what to do where it is broken. */
export interface Obligation {
  readonly on: readonly Interaction[];
  readonly basis: Basis;
  /** What holds of a sound client, in one sentence. */
  readonly statement: string;
  readonly source: Source;
  /** The rules of the server's contract that it rests on; none where it rests on a standard alone. */
  readonly rests: readonly RuleId[];
  readonly since: Edition;
  /** The first edition in which it no longer holds. */
  readonly until?: Edition;
  /** What breaks on a live server where it is not kept. */
  readonly matters: string;
  /** What to do instead, in terms of HTTP. */
  readonly remedy: string;
  /** What the client has to do, or to meet, so that it is put to the test. */
  readonly exercise: string;
}

/** One topic of the table: obligation id to entry. */
export type ObligationTopic = Readonly<Record<string, Obligation>>;

/** The evidence of the rules that an obligation rests on; the first of them says where it is written. */
export const restingOn = (
  first: RuleId,
  ...more: readonly RuleId[]
): Pick<Obligation, 'basis' | 'source' | 'rests' | 'since'> => {
  const { basis, source, since } = ruleOf(first);
  return { basis, source, rests: [first, ...more], since };
};

/** The evidence of an obligation that rests on a standard. */
export const fromStandard = (
  document: Source['document'],
  at: string,
  ...rests: readonly RuleId[]
): Pick<Obligation, 'basis' | 'source' | 'rests' | 'since'> => ({
  basis: 'documented',
  source: { document, at },
  rests,
  since: '2024-01-16',
});
