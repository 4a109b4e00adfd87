// Which obligations are judged: those that were named, or those of a topic.
import { obligationIds, type ObligationId } from '../../schemas/obligations/index.ts';
import { topicOf } from '../../schemas/rules/index.ts';
import { nearestName } from '../../schemas/nearest.ts';
import { Stop } from '../run/exit-codes.ts';

const topics = [...new Set(obligationIds.map(topicOf))];

/** The obligations that words name, be it by id or by topic. */
export const obligationsNamed = (words: readonly string[]): readonly ObligationId[] =>
  words.flatMap((word) => {
    const found = obligationIds.filter((id) => id === word || topicOf(id) === word);
    if (found.length > 0) return found;
    const near = nearestName(word, [...topics, ...obligationIds]);
    throw new Stop('usage', `no obligation or topic is called '${word}'; did you mean '${near}'?`);
  });
