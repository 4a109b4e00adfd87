// The words in which reports speak of verdicts, bases and shares.
import type { Basis } from '../../schemas/rules/rule.ts';
import type { RuleVerdict, Verdict } from '../verdict/index.ts';

export const verdictWords: Readonly<Record<Verdict, string>> = {
  violated: 'violated',
  'known-deviation': 'known deviation',
  inconclusive: 'inconclusive',
  observed: 'observed',
  reworded: 'reworded',
  verified: 'verified',
  'not-exercised': 'not exercised',
  'not-applicable': 'not applicable',
};

/** What each verdict means, in a sentence. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  violated: 'The target did otherwise than the document says.',
  'known-deviation': 'The target did otherwise, as its list of known deviations says.',
  inconclusive: 'A prerequisite failed or the suite broke before the rule was put to the test.',
  observed: 'The document does not bind a target here; what it did is noted.',
  reworded: 'Verified: the target said the same in other words.',
  verified: 'The target did as the document says.',
  'not-exercised': 'The run sent nothing that would show this.',
  'not-applicable': 'The rule does not belong to the edition or the validation of this run.',
};

export const basisMeanings: Readonly<Record<Basis, string>> = {
  stated: 'said in prose',
  shown: 'shown by an example only',
  documented: 'said on another Canvas page or in a later edition',
  framework: "as Canvas's open-source framework does",
  assumed: 'the documents are silent; a decision record says why',
};

/** True where a reader has something to look into. */
export const isFinding = ({ verdict, observation }: RuleVerdict): boolean =>
  ['violated', 'known-deviation', 'inconclusive', 'reworded'].includes(verdict) || observation === 'differently';

/** The verdict on a rule, with what was observed. */
export const wordsOf = ({ verdict, observation }: RuleVerdict): string =>
  observation === undefined ? verdictWords[verdict] : `${verdictWords[verdict]} ${observation}`;

/** A share as a percentage, rounded so that only all is 100 % and only nothing is 0 %. */
export const percentage = (share: number | null): string => {
  if (share === null) return '–';
  const value = share * 100;
  const rounded = value > 99.9 && value < 100 ? 99.9 : value > 0 && value < 0.1 ? 0.1 : value;
  return `${Number(rounded.toFixed(1))} %`;
};

/** A value as text, for a person. */
export const textOfValue = (value: unknown): string =>
  value === undefined ? '(absent)' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
