// Double booking, a switch of the instance: what a scenario learns about it.
import { Then } from '@cucumber/cucumber';
import type { HarnessWorld } from './support/world.ts';

Then(
  'the {interaction} succeeds, unless the instance forbids double booking',
  function (this: HarnessWorld, interaction: string): 'skipped' | undefined {
    const { status } = this.examine().response;
    this.target.learn?.('double booking', status < 300 ? 'allow' : 'forbid');
    if (status < 300) return undefined;
    if (status !== 422 || this.target.kind === 'mock')
      this.fail(`The status of the ${interaction}`, 'a success', status);
    this.record('notExercised', {
      need: 'double-booking-on',
      reason: 'the instance refused a second appointment at the same time: double booking is switched off there',
    });
    return 'skipped';
  },
);
