// Requests of a command to a mock that runs already, at an address that the user gave. No answer may be too late or too long.
import { NoAnswer, sendWithin, type Answer } from '../../targets/index.ts';
import { patienceIn } from '../../targets/live/index.ts';
import { asStop } from '../live/index.ts';
import { Stop } from '../run/exit-codes.ts';

/** The address of a mock, without a slash at its end. Throws where it is none. */
export const mockAddress = (text: string): string => {
  const { protocol = '', username = '', password = '' } = URL.canParse(text) ? new URL(text) : {};
  if (username !== '' || password !== '')
    throw new Stop('usage', 'the address of a mock is one without user and password');
  if (!/^https?:$/.test(protocol))
    throw new Stop('usage', `${text} is not the address of a mock: http://127.0.0.1:4010, for example`);
  return text.replace(/\/+$/, '');
};

interface Bounds {
  /** How long to wait for the whole answer, where CANVAS_TIMEOUT does not say. */
  readonly milliseconds?: number;
  /** How many bytes the answer may have. */
  readonly maxBytes?: number;
}

/** Sends a request to a mock. Rejects with NoAnswer where none comes within the bounds. */
export const sendToMock = async (request: Request, { milliseconds, maxBytes }: Bounds = {}): Promise<Answer> =>
  sendWithin(patienceIn(process.env, milliseconds), maxBytes)(request);

/** Sends a request to a mock. Where no answer comes, the command ends with the exit code for it. */
export const askMock = (request: Request, bounds?: Bounds): Promise<Answer> =>
  sendToMock(request, bounds).catch((error: unknown) => {
    throw asStop(error);
  });

/** Why a mock did not answer, and what to do, in two sentences. */
export const noAnswerText = (error: unknown): string => {
  if (!(error instanceof NoAnswer)) return error instanceof Error ? error.message : String(error);
  const isUp = /^(UND_ERR_\w+|ECONNRESET|EPIPE|TIMEOUT)$/.test(error.code);
  const step = isUp ? 'A fault of it may be in force' : 'Start it: npx canvas-harness mock';
  return `${error.message}. ${step}`;
};
