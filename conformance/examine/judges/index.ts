// The judge of each obligation.
import type { ObligationId } from '../../../schemas/obligations/index.ts';
import type { Judge } from '../judging.ts';
import { answer } from './answer.ts';
import { credentials } from './credentials.ts';
import { events } from './events.ts';
import { failures } from './failures.ts';
import { laterEditions } from './later-editions.ts';
import { pages } from './paging.ts';
import { repeat } from './repeat.ts';
import { sending } from './sending.ts';
import { updating } from './updating.ts';

export const judges: Readonly<Record<ObligationId, Judge>> = {
  ...answer,
  ...pages,
  ...credentials,
  ...repeat,
  ...sending,
  ...laterEditions,
  ...updating,
  ...failures,
  ...events,
};
