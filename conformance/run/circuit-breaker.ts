// Gives up on a target that never answers, so that not every scenario has to wait for it in vain.
import type { Envelope } from '../messages/envelope.ts';
import { mediaTypes } from '../messages/evidence.ts';
import { isNetworkFault } from '../verdict/network.ts';

/** So many scenarios may fail to reach a target that has never answered. */
const patience = 5;

interface CircuitBreaker {
  readonly isOpenAfter: (envelope: Envelope) => boolean;
}

/** Opens after several network faults in a row, unless the target has answered once. */
export const circuitBreaker = (): CircuitBreaker => {
  let faults = 0;
  let hasAnswered = false;
  return {
    isOpenAfter: ({ attachment, testStepFinished }) => {
      if (attachment?.mediaType === mediaTypes.exchange) hasAnswered = true;
      const result = testStepFinished?.testStepResult;
      if (result?.status === 'FAILED' && isNetworkFault(result)) faults += 1;
      return !hasAnswered && faults >= patience;
    },
  };
};
