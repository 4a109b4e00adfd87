// Opens a target for each scenario, skips what the target cannot offer, and looks after what no step looked at.
import { After, AfterAll, Before, setDefaultTimeout, setWorldConstructor, Status } from '@cucumber/cucumber';
import { defaultEdition, editions, isEdition, type Edition } from '../../schemas/editions.ts';
import './endings.ts';
import { describe } from './exchange.ts';
import { matchLevels } from './refusal.ts';
import { liveTarget } from './targets/live.ts';
import { liveBaseUrl } from './targets/live/environment.ts';
import { closeMock, mockTarget } from './targets/mock.ts';
import type { Target } from './targets/target.ts';
import { HarnessWorld, Mismatch } from './world.ts';

setWorldConstructor(HarnessWorld);
// Each exchange has a limit of its own; a step may hold many, so that cucumber must not be what ends it.
setDefaultTimeout(-1);

const editionIn = (text: string, where: string): Edition => {
  if (isEdition(text)) return text;
  throw new Error(`${where}${text} is no edition; there are ${editions.join(', ')}`);
};

const editionOf = (text: string | undefined): Edition =>
  text === undefined || text === '' ? defaultEdition : editionIn(text, 'CANVAS_EDITION=');

const openTarget = (pickle: Parameters<typeof liveTarget>[3]): Promise<Target> => {
  const edition = editionOf(process.env['CANVAS_EDITION']);
  const baseUrl = liveBaseUrl(process.env);
  return baseUrl === undefined ? mockTarget(edition) : liveTarget(baseUrl, edition, process.env, pickle);
};

/** The values of the tags of one kind: `@needs:clock` gives `clock`. */
const tagged = (tags: readonly { readonly name: string }[], kind: string): string[] =>
  tags.filter(({ name }) => name.startsWith(`@${kind}:`)).map(({ name }) => name.slice(kind.length + 2));

/** Why the edition of a target leaves a scenario out: it came later (`@since`), or has gone by then (`@until`). */
const outsideEdition = (tags: Parameters<typeof tagged>[0], edition: string): string | undefined => {
  const at = editions.indexOf(editionIn(edition, 'The edition of the target: '));
  const positions = (kind: string) => tagged(tags, kind).map((date) => editions.indexOf(editionIn(date, `@${kind}:`)));
  const isToCome = positions('since').some((position) => position > at);
  const isOver = positions('until').some((position) => position <= at);
  return isToCome || isOver ? `not in the edition of ${edition}` : undefined;
};

Before(async function (this: HarnessWorld, { pickle }) {
  const target = await openTarget(pickle);
  await this.open(target);
  const level = tagged(pickle.tags, 'match')[0];
  if (target.kind === 'live') this.matchLevel = matchLevels.find((known) => known === level) ?? 'template';
  const needs = tagged(pickle.tags, 'needs').map((need) => ({ need, reason: target.lacks(need) }));
  const edition = { need: 'edition', reason: outsideEdition(pickle.tags, target.edition) };
  const missing = [edition, ...needs].find(({ reason }) => reason !== undefined);
  if (missing === undefined) return undefined;
  this.record('not-exercised', missing);
  return 'skipped';
});

After(async function (this: HarnessWorld, { result }) {
  await this.close(result?.status === Status.PASSED);
  if (result?.status !== Status.PASSED || this.unexamined === undefined) return;
  throw new Mismatch(`A refusal that no step looked at:\n${describe(this.unexamined)}`);
});

AfterAll(closeMock);
