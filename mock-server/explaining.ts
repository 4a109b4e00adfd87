// Puts together what explains the exchanges of the journal: the repairs, and the judge that they are shown to.
import type { Explainer } from './admin/requests.ts';
import { resources } from './resources/index.ts';
import { explainer, nearMissesAmong, servedRoutes, urlOf, type ClientRequest } from './explain/index.ts';
import { rehearsed, type RehearsalOptions } from './http/dry-run.ts';
import { offered } from './http/routing.ts';
import type { Journal } from './journal/journal.ts';
import type { Worlds } from './worlds/worlds.ts';

/** A token that is valid on every mock and never expires, for development. */
export const developmentToken = 'canvas-development-token';

/** What stands for a token of the client's own, which the journal must not tell. */
const tokenPlaceholder = '<your token>';

/** What explains the exchanges of the journal. */
export const explainerFor = (worlds: Worlds, journal: Journal, bench: RehearsalOptions, token: string): Explainer => {
  const types = Object.keys(resources) as (keyof typeof resources)[];
  const known = (headers: ClientRequest['headers']) =>
    headers['authorization'] === `Bearer ${tokenPlaceholder}`
      ? { ...headers, authorization: `Bearer ${token}` }
      : headers;
  const served = (path: string) => offered(path, resources);
  const explain = explainer({
    worlds,
    dryRun: (request, world) =>
      rehearsed({ ...request, headers: known(request.headers), url: urlOf(request), base: '' }, world, bench),
    // The development token of every mock is no secret; one that was chosen is.
    token: token === developmentToken ? token : tokenPlaceholder,
    offered: served,
    types,
    host: ({ requestHeaders: { host } }) => `http://${host ?? 'localhost'}`,
  });
  return { journal, explain, nearMisses: nearMissesAmong(servedRoutes(types, served)) };
};
