// A campaign: sequences of made-up requests until so many are sent, each finding shrunk to the smallest sequence that shows it.
import fc from 'fast-check';
import { adminRequest } from './admin-requests.ts';
import { ehrRequest } from './ehr-requests.ts';
import { fhirRequest } from './fhir-requests.ts';
import { mockKinds, startMocks, type FuzzedMocks } from './mocks.ts';
import { faultOfRace, race } from './race.ts';
import { rawBytes } from './raw-bytes.ts';
import { asText } from './request.ts';
import { endSending, faultOfSequence, type Sequence, type SequenceFault } from './sequence.ts';

export interface Finding {
  /** The seed with which `npm run fuzz` shows it at once. */
  readonly seed: number;
  readonly fault: string;
  /** The smallest sequence that shows it, a request a line. */
  readonly requests: readonly string[];
}

export interface CampaignResult {
  readonly sent: number;
  readonly races: number;
  readonly findings: readonly Finding[];
  /** Bytes in use when a half was sent, and at the end. */
  readonly memory: readonly [number, number];
}

const request = fc.oneof(
  { weight: 10, arbitrary: fhirRequest },
  { weight: 3, arbitrary: ehrRequest },
  { weight: 6, arbitrary: adminRequest },
  { weight: 1, arbitrary: rawBytes },
);

const sequence: fc.Arbitrary<Sequence> = fc.record({
  kind: fc.constantFrom(...mockKinds),
  requests: fc.array(request, { minLength: 1, maxLength: 30, size: 'max' }),
});

/** Sequences of a batch. Each batch has a seed of its own, the next one after that of the batch before it. */
const perBatch = 10;

/** Requests spent on making one finding smaller, at most. */
const mostShrinking = 400;

const runBatch = async (
  seed: number,
  mocks: FuzzedMocks,
  count: (sent: number) => void,
): Promise<Finding | undefined> => {
  let tries = 0;
  let last: SequenceFault | undefined;
  const property = fc.asyncProperty(sequence, async (one) => {
    if (last !== undefined && ++tries > mostShrinking) return;
    const fault = await faultOfSequence(one, mocks, count);
    if (fault === undefined) return;
    last = fault;
    throw new Error(fault.text);
  });
  const { failed, counterexample } = await fc.check(property, { seed, numRuns: perBatch });
  if (!failed || last === undefined) return undefined;
  const [smallest] = counterexample ?? [];
  const { text, at }: SequenceFault = last;
  const shown = smallest?.requests.slice(0, at + 1).map(asText) ?? [];
  return { seed, fault: text, requests: [`a mock of kind ${smallest?.kind ?? ''}`, ...shown] };
};

/** One race a batch, with the seed of the batch. */
const runRace = async (
  seed: number,
  mocks: FuzzedMocks,
  count: (sent: number) => void,
): Promise<Finding | undefined> => {
  let fault = '';
  let tries = 0;
  const property = fc.asyncProperty(race, async (one) => {
    if (fault !== '' && ++tries > mostShrinking / 10) return;
    const found = await faultOfRace(one, mocks, count);
    if (found === undefined) return;
    fault = found;
    throw new Error(found);
  });
  const { failed, counterexample } = await fc.check(property, { seed, numRuns: 1 });
  return failed ? { seed, fault, requests: [`a race: ${JSON.stringify(counterexample)}`] } : undefined;
};

/** Findings after which a campaign ends. */
const mostFindings = 5;

/** Growth of the memory in use that is no leak: the journal and the caches vary with what was sent last. */
export const allowedGrowth = 24 * 1024 * 1024;

/** Sends so many requests. `told` hears of each finding, and after each batch how many were sent. */
export const campaign = async (
  requests: number,
  seed: number,
  told: { readonly found?: (finding: Finding) => void; readonly sent?: (sent: number) => void } = {},
): Promise<CampaignResult> => {
  const mocks = await startMocks();
  const findings: Finding[] = [];
  let [sent, races] = [0, 0];
  let half: number | undefined;
  try {
    for (let batch = seed; sent < requests && findings.length < mostFindings; batch++) {
      const count = (more: number): number => (sent += more);
      for (const finding of [await runBatch(batch, mocks, count), await runRace(batch, mocks, count)]) {
        if (finding === undefined) continue;
        findings.push(finding);
        told.found?.(finding);
      }
      races += 1;
      told.sent?.(sent);
      if (half === undefined && sent >= requests / 2) half = await mocks.memory();
    }
    const end = await mocks.memory();
    await mocks.reopen();
    return { sent, races, findings, memory: [half ?? end, end] };
  } finally {
    endSending();
    await mocks.close();
  }
};
