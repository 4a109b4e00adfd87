// Which obligations are judged: those that were named, or those of a topic.
import { obligationIds, type ObligationId } from '../../schemas/obligations/index.ts';
import { idsNamed } from '../suite/index.ts';

/** The obligations that words name, be it by id or by topic. */
export const obligationsNamed = (words: readonly string[]): readonly ObligationId[] =>
  idsNamed(words, obligationIds, 'obligation');
