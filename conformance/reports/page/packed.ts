// What only few readers open, once and compressed: the steps and exchanges of each scenario. The page's script unpacks it.
import { gzipSync } from 'node:zlib';
import { html, type Html } from '../../../schemas/html.ts';
import type { Scenario } from '../../suite/messages/index.ts';
import { packedStepsOf } from './scenario.ts';

/** The packed steps of all scenarios, by the place of the scenario: gzip of JSON, as base64. */
export const packedHtml = (scenarios: Iterable<Scenario>): Html => {
  const pieces = [...scenarios].flatMap((scenario) => {
    const steps = packedStepsOf(scenario);
    return steps === undefined ? [] : [[scenario.at, steps.text] as const];
  });
  const packed = gzipSync(JSON.stringify(Object.fromEntries(pieces)), { level: 9 });
  return html`<template id="packed">${packed.toString('base64')}</template>`;
};
