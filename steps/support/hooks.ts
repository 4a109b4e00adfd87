// Opens a target for each scenario, skips what the target cannot offer, and looks after what no step looked at.
import { After, Before, setDefaultTimeout, setWorldConstructor, Status } from '@cucumber/cucumber';
import { defaultEdition, editions, isEdition } from '../../schemas/editions.ts';
import { describe } from './exchange.ts';
import { matchLevels } from './refusal.ts';
import { liveBaseUrl, liveTarget } from './targets/live.ts';
import { mockTarget } from './targets/mock.ts';
import type { Target } from './targets/target.ts';
import { HarnessWorld, Mismatch } from './world.ts';

setWorldConstructor(HarnessWorld);
setDefaultTimeout(60_000);

const editionOf = (text: string | undefined) => {
  if (text === undefined || text === '') return defaultEdition;
  if (isEdition(text)) return text;
  throw new Error(`CANVAS_EDITION=${text} is no edition; there are ${editions.join(', ')}`);
};

const openTarget = (): Promise<Target> => {
  const edition = editionOf(process.env['CANVAS_EDITION']);
  const baseUrl = liveBaseUrl(process.env);
  return baseUrl === undefined ? mockTarget(edition) : liveTarget(baseUrl, edition, process.env);
};

/** The values of the tags of one kind: `@needs:clock` gives `clock`. */
const tagged = (tags: readonly { readonly name: string }[], kind: string): string[] =>
  tags.filter(({ name }) => name.startsWith(`@${kind}:`)).map(({ name }) => name.slice(kind.length + 2));

Before(async function (this: HarnessWorld, { pickle }) {
  const target = await openTarget();
  await this.open(target);
  const level = tagged(pickle.tags, 'match')[0];
  if (target.kind === 'live') this.matchLevel = matchLevels.find((known) => known === level) ?? 'template';
  for (const need of tagged(pickle.tags, 'needs')) {
    const reason = target.lacks(need);
    if (reason === undefined) continue;
    this.record('not-exercised', { need, reason });
    return 'skipped';
  }
  return undefined;
});

After(async function (this: HarnessWorld, { result }) {
  await this.close();
  if (result?.status !== Status.PASSED || this.unexamined === undefined) return;
  throw new Mismatch(`A refusal that no step looked at:\n${describe(this.unexamined)}`);
});
