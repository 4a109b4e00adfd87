// The draft of an edition from the changes of a page.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sumOf } from '../../schemas/editions/passage.ts';
import { draftsOf, draftText } from './draft.ts';
import type { PageChange } from './page-changes.ts';

const change = (place: string, more: Partial<PageChange> = {}): PageChange => ({
  kind: 'added',
  place,
  gone: 0,
  now: ['other words are rejected.'],
  rules: ['status/unsupported-status-is-refused'],
  ...more,
});

it('what is said at two places is one stub, with its checksum, its decisions and what is to be asked', () => {
  const drafts = draftsOf([change('create.attributes.status'), change('update.attributes.status')], '2026-06-22');
  assert.equal(drafts.length, 1);
  const [draft] = drafts;
  assert.deepEqual(draft?.places, ['create.attributes.status: added', 'update.attributes.status: added']);
  assert.deepEqual(draft.decisions, ['003']);
  assert.match(draft.id, /^status\//);
  assert.ok(draft.rule.includes(sumOf('other words are rejected.')) && draft.rule.includes("since: '2026-06-22'"));
  assert.match(draft.questions.join(), /With which status and text/);
  assert.ok(draft.scenario.includes(`@rule:${draft.id} @since:2026-06-22`));
});

it('a sentence that is gone asks whether the server still does it; without changes there is nothing to draft', () => {
  const [draft] = draftsOf([change('update', { kind: 'removed', gone: 1, now: [] })], '2026-06-22');
  assert.match(draft?.questions.join() ?? '', /still do/);
  assert.match(draftText([], '2026-06-22'), /0 changes$/);
});
