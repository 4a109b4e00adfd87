// Runs `drift` against a server with some faults, and says what it made of them.
import type { DriftDocument } from '../../differential/drift/index.ts';
import { against, startChildServer } from '../test-support/child-server.ts';
import { driftAgainst } from '../test-support/drift.ts';
import { environmentOfFullRun } from '../test-support/verify-environment.ts';
import { faults, type FaultName } from './index.ts';
import type { Found } from './verify-fault.ts';

type Findings = DriftDocument['findings'];

/** What `drift` says about a server with some faults; none is a sound server. Throws where it says something on standard error, or ended early and found nothing. */
export const driftOnFaults = (names: readonly FaultName[]): Promise<DriftDocument> => {
  const rules = names.flatMap((name): readonly string[] => faults[name].rules);
  // As drift itself advises once it has seen such an instance.
  const told = rules.includes('booking/double-booking-refused') ? ['--setting', 'doubleBooking=forbid'] : [];
  return against(startChildServer('faulty', names), async (url) => {
    const document = await driftAgainst(url, told, environmentOfFullRun(url));
    if (document.ended !== null && document.findings.length === 0)
      throw new Error(`drift ended early: ${document.ended}`);
    return document;
  });
};

/** The conclusion of a drift, and a line for each of its findings. */
export const summaryOf = ({ findings }: { readonly findings: Findings }): Pick<Found, 'conclusion' | 'because'> => ({
  conclusion: findings.length > 0 ? 'divergent' : 'conformant',
  because: findings.map(({ rules: [rule = 'no rule'], where }) => `${rule} at ${where}`),
});

/** What `drift` makes of a fault: named where a rule that fits comes first in a finding, or is among what the documents leave open. */
export const driftFault = async (fault: FaultName): Promise<Found> => {
  const document = await driftOnFaults([fault]);
  const fitting: readonly string[] = faults[fault].rules;
  const isFitting = (id: string): boolean => fitting.includes(id);
  const first = document.findings.map(({ rules: [rule = 'no rule'] }) => rule);
  const open = document.open.flatMap(({ rules }) => rules);
  const isNamed = [...first, ...open].some(isFitting);
  return {
    fault,
    ...summaryOf(document),
    isNoticed: first.length > 0 || isNamed,
    isNamed: fitting.length === 0 ? first.length === 0 : isNamed,
    others: first.filter((id) => !isFitting(id)),
  };
};
