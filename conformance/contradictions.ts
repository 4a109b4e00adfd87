// Where the recorded result of a scenario contradicts what was recorded beside it.
import type { Envelope } from './messages/envelope.ts';
import { evidenceOf, mediaTypes } from './messages/evidence.ts';
import { scenariosOf, type Scenario } from './messages/scenarios.ts';
import { exchangesOf } from './verdict/outcome.ts';

const isGreen = ({ steps }: Scenario): boolean => steps.every(({ result }) => result.status === 'PASSED');

const mismatchAlthoughGreen = (scenario: Scenario): readonly string[] =>
  evidenceOf(scenario.attachments, mediaTypes.mismatch).length > 0 && isGreen(scenario)
    ? ['it is recorded as passed, with a mismatch']
    : [];

const faultAlthoughGreen = (scenario: Scenario): readonly string[] =>
  isGreen(scenario) && exchangesOf(scenario).some(({ response }) => response.status >= 500)
    ? ['it is recorded as passed, although the target answered 5xx']
    : [];

const refusalStep = /is (?:rejected|refused) with (\d{3})(?: ([a-z-]+))?/;

interface Issues {
  readonly issue?: readonly { readonly code?: string }[];
}

const refusalNotRecorded = (scenario: Scenario): readonly string[] =>
  scenario.steps.flatMap(({ text, result }) => {
    const [, status, code] = refusalStep.exec(text) ?? [];
    if (status === undefined || result.status !== 'PASSED') return [];
    const answers = exchangesOf(scenario).map(({ response }) => response);
    const fits = answers.some(
      ({ status: actual, body }) =>
        String(actual) === status && (code === undefined || (body as Issues | null)?.issue?.[0]?.code === code),
    );
    return fits ? [] : [`'${text}' is recorded as passed, but no recorded answer is ${status} ${code ?? ''}`.trimEnd()];
  });

/** Every contradiction in a recorded stream, with the scenario it is about. */
export const contradictionsIn = (envelopes: readonly Envelope[]): readonly string[] =>
  scenariosOf(envelopes).flatMap((scenario) =>
    [mismatchAlthoughGreen, faultAlthoughGreen, refusalNotRecorded]
      .flatMap((find) => find(scenario))
      .map((what) => `${scenario.at} ${scenario.name}: ${what}`),
  );
