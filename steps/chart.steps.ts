// When: what people do in the chart, which is no FHIR request.
import { When } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import { arrange } from './support/arrange.ts';
import type { Named } from './support/canonical.ts';
import { current } from './support/interactions.ts';
import { at } from './support/path.ts';
import type { HarnessWorld } from './support/world.ts';

When(phrases.chartAction, function (this: HarnessWorld, action: string, { name }: Named) {
  return arrange(this, ({ actInChart }) => actInChart(action, { appointment: this.idOf(name) }));
});

interface Link {
  readonly reference?: string;
  readonly display?: string;
}

/** The id of the appointment that has taken the place of the one that is shown. */
const successorIn = (body: unknown): string | undefined => {
  const links = (at(body, 'supportingInformation') as readonly Link[] | undefined) ?? [];
  const link = links.find(({ display }) => display === 'Rescheduled Replacement Appointment');
  return /^Appointment\/(.+)$/.exec(link?.reference ?? '')?.[1];
};

/** Nobody is told the id of the successor: the link of the old appointment leads to it. */
When(phrases.reschedule, function (this: HarnessWorld, old: Named, start: string, name: string) {
  return arrange(this, async ({ actInChart }) => {
    await actInChart('reschedule', { appointment: this.idOf(old.name), start: this.resolve(start) });
    const { response } = await current(this, old);
    const successor = successorIn(response.body);
    if (successor === undefined) this.fail(`The successor of ${old.name}`, 'a link to it', response.body);
    this.records.name(name, successor);
  });
});

When(phrases.changeProvider, function (this: HarnessWorld, { name }: Named, practitioner: Named) {
  const details = { appointment: this.idOf(name), practitioner: this.idOf(practitioner.name) };
  return arrange(this, ({ actInChart }) => actInChart('change-provider', details));
});

When(phrases.editReason, function (this: HarnessWorld, { name }: Named, text: string) {
  return arrange(this, ({ actInChart }) => actInChart('edit-reason', { appointment: this.idOf(name), text }));
});

When(phrases.markDeceased, function (this: HarnessWorld, { name }: Named) {
  return arrange(this, ({ actInChart }) => actInChart('mark-deceased', { patient: this.idOf(name) }));
});
