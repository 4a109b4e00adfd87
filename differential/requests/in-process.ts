// The one way to a mock of this process without its port: a comparison with a recording touches no network.
import type { Mock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { targetOn, tokenFor } from '../../targets/mock.ts';
import type { Target } from '../../targets/index.ts';

/** Sends through a mock's own `fetch`. */
export const sendInProcess =
  ({ fetch }: Mock): Target['send'] =>
  async (request) => {
    const response = await fetch(request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

/** A mock as a target. */
export const inProcess = (mock: Mock, edition: Edition): Target => ({
  ...targetOn(mock, edition),
  send: sendInProcess(mock),
  token: (scope, patient) => tokenFor(mock, scope, patient, mock.fetch),
});
