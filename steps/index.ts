// The step library: importing it registers the phrases, their parameter types and the hooks with cucumber.
import { defineParameterType } from '@cucumber/cucumber';
import { parameterTypes } from './support/parameter-types.ts';
import './support/hooks.ts';
import './arrange.steps.ts';
import './act.steps.ts';
import './at-once.steps.ts';
import './chart.steps.ts';
import './assert.steps.ts';
import './assert-searchset.steps.ts';
import './double-booking.steps.ts';
import './slot.steps.ts';

export { HarnessWorld } from './support/world.ts';

for (const type of parameterTypes) defineParameterType(type);
