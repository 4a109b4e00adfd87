// The table of obligations: what a client owes to a server that behaves as the rule table says.
import { isInForceIn, type Edition } from '../editions/editions.ts';
import { answer } from './answer.ts';
import { credentials } from './credentials.ts';
import { events } from './events.ts';
import { failures } from './failures.ts';
import { laterEditions } from './later-editions.ts';
import type { Obligation } from './obligation.ts';
import { paging } from './paging.ts';
import { repeat } from './repeat.ts';
import { sending } from './sending.ts';
import { updating } from './updating.ts';

export const obligations = {
  ...answer,
  ...paging,
  ...credentials,
  ...repeat,
  ...sending,
  ...laterEditions,
  ...updating,
  ...failures,
  ...events,
} as const;

export type ObligationId = keyof typeof obligations;

export const obligationIds = Object.keys(obligations) as ObligationId[];

/** The entry of an obligation, with its optional members visible. */
export const obligationOf = (id: ObligationId): Obligation => obligations[id];

/** Whether a text is the id of an obligation. */
export const isObligationId = (id: string): id is ObligationId => Object.hasOwn(obligations, id);

/** True where an obligation holds in an edition. */
export const isOwedIn = (id: ObligationId, edition: Edition): boolean => isInForceIn(obligationOf(id), edition);
