// What is sent at the same time, and what has to come of it.
import { Then, When, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import { createAtOnce, updateAtOnce } from './support/at-once.ts';
import type { Kind, Named } from './support/canonical.ts';
import { expectRefusal } from './support/expect-refusal.ts';
import { recordsIn, rowsOf } from './support/table.ts';
import type { HarnessWorld } from './support/world.ts';

When(phrases.createAtOnce, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  this.together = await createAtOnce(this, kind, recordsIn(kind, table));
});

When(phrases.updateAtOnce, async function (this: HarnessWorld, record: Named, table: DataTable) {
  this.together = await updateAtOnce(this, record, rowsOf(table));
});

Then(
  'one of them succeeds, and each other is rejected with {int} {word} {string}',
  function (this: HarnessWorld, status: number, code: string, text: string) {
    this.examine();
    const refused = this.together.filter(({ response }) => response.status >= 300);
    const taken = this.together.length - refused.length;
    if (taken !== 1) this.fail('How many of the requests that were sent at the same time succeed', 1, taken);
    for (const exchange of refused)
      expectRefusal(this, 'The rejection of what was sent at the same time', exchange, { status, code, text });
  },
);
