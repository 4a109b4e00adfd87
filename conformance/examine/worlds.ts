// The worlds that a client is put through: what each does to it, and which obligations are judged there.
import { obligationIds, type ObligationId } from '../../schemas/obligations/index.ts';
import type { Shard } from '../verdict/index.ts';

interface ExamineWorld {
  /** What happens there, as the end of the sentence "Given a server …". */
  readonly given: string;
  /** What the provocation puts to the test. In the world `plain` every obligation is judged. */
  readonly judges: readonly ObligationId[];
  /** The world that shows what the client does where this is not done to it. */
  readonly control?: WorldId;
}

const worlds = {
  plain: {
    given: 'that does nothing out of the ordinary',
    judges: [],
    control: 'telling-answers',
  },
  'telling-answers': {
    given: 'that answers a write with the resource, which Canvas does not do',
    judges: [],
  },
  'small-pages': {
    given: 'whose pages hold two entries',
    judges: ['paging/next-is-followed', 'paging/page-size-is-unknown'],
  },
  'expired-token': {
    given: 'that lets the token expire once',
    judges: ['credentials/token-is-renewed-after-401'],
  },
  'dead-token': {
    given: 'that refuses every token from the second request on',
    judges: ['credentials/token-is-renewed-once'],
  },
  'rate-limit': {
    given: 'that answers each kind of request once with 429 and the seconds to wait in Retry-After',
    judges: ['repeat/retry-after-is-obeyed'],
  },
  'dated-rate-limit': {
    given: 'that answers 429 and 503 once with a date in Retry-After',
    judges: ['repeat/retry-after-is-obeyed'],
    control: 'rate-limit',
  },
  'lost-create': {
    given: 'that loses the answer to the first create',
    judges: ['repeat/create-is-looked-for-first'],
  },
  refusal: {
    given: 'that refuses the first create with 422',
    judges: ['failures/refusal-text-is-shown'],
  },
  'html-error': {
    given: 'behind a gateway that answers a read and a search with an HTML page',
    judges: ['failures/html-error-is-survived'],
    control: 'plain',
  },
  'server-error': {
    given: 'that answers a read and a search with 500',
    judges: ['failures/server-error-is-survived'],
    control: 'plain',
  },
  reset: {
    given: 'that cuts the connection of a read and of a search',
    judges: ['failures/reset-is-survived'],
    control: 'plain',
  },
  'slow-body': {
    given: 'whose answers to reads and searches come in parts over two seconds',
    judges: ['failures/slow-body-is-survived'],
    control: 'plain',
  },
  'unknown-parts': {
    given: 'whose appointments have extensions and members that the client does not know',
    judges: ['updating/unknown-parts-are-kept'],
  },
  'chart-change': {
    given: 'where the clinic changes the appointment between a read of it and the update',
    judges: ['updating/conflict-is-read-again'],
  },
  'chart-cancel': {
    given: 'where the clinic cancels the appointment as soon as it is created',
    judges: ['updating/cancelled-is-final'],
  },
  'later-edition': {
    given: 'of the newest edition, whose answers to writes are empty',
    judges: ['answer/empty-body-is-a-success', 'answer/id-is-taken-from-location'],
    control: 'plain',
  },
  events: {
    given: 'where the clinic books and cancels, and tells of each once',
    judges: [],
    control: 'plain',
  },
  'doubled-events': {
    given: 'where the clinic books and cancels, and each event comes twice',
    judges: ['events/repeated-event-acts-once'],
    control: 'events',
  },
  'late-events': {
    given: 'where the event of a booking comes when it is cancelled already',
    judges: ['events/late-event-is-checked'],
    control: 'events',
  },
  'missed-events': {
    given: 'where the event of a cancellation is lost',
    judges: ['events/missed-event-is-found'],
    control: 'events',
  },
} as const satisfies Readonly<Record<string, { given: string; judges: readonly ObligationId[]; control?: string }>>;

export type WorldId = keyof typeof worlds;

export const worldIds = Object.keys(worlds) as WorldId[];

export const worldOf = (id: WorldId): ExamineWorld => worlds[id];

const isWorldId = (id: string): id is WorldId => Object.hasOwn(worlds, id);

/** What stands in a step for a world. */
export const givenText = (id: string): string =>
  isWorldId(id) ? `a server ${worldOf(id).given}` : 'traffic that was kept';

/** The world that shows what the client does otherwise. */
export const controlOf = (id: string): WorldId | undefined => (isWorldId(id) ? worldOf(id).control : undefined);

/** Some worlds, and the worlds that they are compared with, which may be compared with others. */
export const withControls = (some: readonly WorldId[]): readonly WorldId[] => {
  const all = worldIds.filter((id) => some.includes(id) || some.some((one) => controlOf(one) === id));
  return all.length === some.length ? all : withControls(all);
};

/** The worlds that concern only clients that listen to events. */
export const eventWorlds: readonly WorldId[] = ['events', 'doubled-events', 'late-events', 'missed-events'];

/** The worlds that concern every client. */
export const usualWorlds: readonly WorldId[] = worldIds.filter((id) => !eventWorlds.includes(id));

/** The worlds of one shard: every n-th. */
export const worldsOfShard = ({ index, total }: Shard): readonly WorldId[] =>
  worldIds.filter((_id, position) => position % total === index - 1);

/** The obligations that are judged in a world. */
export const judgedIn = (id: string): readonly ObligationId[] =>
  isWorldId(id) && id !== 'plain' ? worldOf(id).judges : obligationIds;

/** Where an obligation is put to the test on purpose. */
export const homeOf = (obligation: ObligationId): WorldId =>
  worldIds.find((id) => id !== 'later-edition' && worldOf(id).judges.includes(obligation)) ?? 'plain';
