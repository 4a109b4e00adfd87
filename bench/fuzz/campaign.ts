// A campaign: sequences of made-up requests until so many are sent, each finding shrunk to the smallest sequence that shows it.
import fc from 'fast-check';
import { adminRequest } from './admin-requests.ts';
import { ehrRequest } from './ehr-requests.ts';
import { fhirRequest } from './fhir-requests.ts';
import { mockKinds, startMocks, type FuzzedMocks } from './mocks.ts';
import { faultOfRace, race } from './race.ts';
import { rawBytes } from './raw-bytes.ts';
import { asText } from './request.ts';
import { endSending, faultOfSequence, type Sequence } from './sequence.ts';

interface Finding {
  /** The seed with which `npm run fuzz` shows it at once. */
  readonly seed: number;
  readonly fault: string;
  /** The smallest sequence that shows it, a request a line. */
  readonly requests: readonly string[];
}

interface CampaignResult {
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

/** Inputs tried to make one finding smaller, at most. */
const maxShrinking = { sequence: 400, race: 40 };

interface Found<Input, Fault> {
  /** The smallest input that shows a fault, and the fault that it shows. */
  readonly smallest: Input;
  readonly fault: Fault;
}

/** Makes up inputs until one shows a fault, and makes that one smaller. */
const findFault = async <Input, Fault>(
  inputs: fc.Arbitrary<Input>,
  { seed, runs, shrinking }: { readonly seed: number; readonly runs: number; readonly shrinking: number },
  faultOf: (input: Input) => Promise<Fault | undefined>,
): Promise<Found<Input, Fault> | undefined> => {
  let tries = 0;
  let found: Found<Input, Fault> | undefined;
  const property = fc.asyncProperty(inputs, async (input) => {
    if (found !== undefined && ++tries > shrinking) return;
    const fault = await faultOf(input);
    if (fault === undefined) return;
    found = { smallest: input, fault };
    throw new Error('a fault');
  });
  await fc.check(property, { seed, numRuns: runs });
  return found;
};

type Count = (sent: number) => void;

const runBatch = async (seed: number, mocks: FuzzedMocks, count: Count): Promise<Finding | undefined> => {
  const effort = { seed, runs: perBatch, shrinking: maxShrinking.sequence };
  const found = await findFault(sequence, effort, (one) => faultOfSequence(one, mocks, count));
  if (found === undefined) return undefined;
  const { smallest, fault } = found;
  const requests = smallest.requests.slice(0, fault.at + 1).map(asText);
  return { seed, fault: fault.text, requests: [`a mock of kind ${smallest.kind}`, ...requests] };
};

/** One race a batch, with the seed of the batch. */
const runRace = async (seed: number, mocks: FuzzedMocks, count: Count): Promise<Finding | undefined> => {
  const effort = { seed, runs: 1, shrinking: maxShrinking.race };
  const found = await findFault(race, effort, (one) => faultOfRace(one, mocks, count));
  return found && { seed, fault: found.fault, requests: [`a race: ${JSON.stringify(found.smallest)}`] };
};

/** Findings after which a campaign ends. */
const maxFindings = 5;

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
    for (let batch = seed; sent < requests && findings.length < maxFindings; batch++) {
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
