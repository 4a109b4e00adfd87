// Reads of appointments that show nothing of the updates before them: told by all that was performed.
import type { Exchange } from '../../conformance/suite/messages/index.ts';
import { isNoUpdateShown } from '../../conformance/verdict/index.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Comparison } from './comparison.ts';

type Played = Pick<Comparison, 'script' | 'counterpart'>;

/** Reads that one and all go wrong, by the rule that says so. */
interface StaleReads {
  readonly rule: RuleId;
}

/** The calls of a script and their answers as a run would have exchanged them: ids are the symbols by which calls name them. */
const exchangesOf = ({ script, counterpart }: Played): readonly Exchange[] =>
  script.calls.flatMap((request, at) => {
    const response = counterpart.outcomes[at];
    if (response === undefined) return [];
    const location = `/Appointment/{${at}:location}`;
    return [{ request, response: { ...response, headers: { ...response.headers, location } } } as unknown as Exchange];
  });

/** The stale reads of a run; undefined where a read has shown an update, or few could have. */
export const staleReadsOf = (played: readonly Played[]): StaleReads | undefined =>
  isNoUpdateShown(played.map(exchangesOf)) ? { rule: 'interaction/partial-update' } : undefined;

/** True for a read of an appointment that was updated before. */
export const isStaleAt = ({ script: { calls } }: Played, call: number): boolean => {
  const { method, path = '' } = calls[call] ?? {};
  const isRead = method === 'GET' && path.startsWith('/Appointment/');
  return isRead && calls.slice(0, call).some((one) => one.method === 'PUT' && one.path === path);
};
