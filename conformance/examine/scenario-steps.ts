// A judgement as a scenario: its three steps, with the exchanges and the differences that it shows.
import type { ObligationId } from '../../schemas/obligations/index.ts';
import { mediaTypes, type Exchange, type Mismatch, type Status } from '../suite/messages/index.ts';
import type { Recorded } from '../traffic/index.ts';
import { sentIn } from './calls.ts';
import type { Finding, Judgement } from './judging.ts';

/** One judgement, as a scenario: where it was made, and what was judged. */
export interface Judged {
  readonly obligation: ObligationId;
  /** The place of the obligation in its table: the line of the scenario. */
  readonly line: number;
  readonly world: string;
  readonly statement: string;
  /** What the client was put through, and how, as two steps. */
  readonly given: string;
  readonly when: string;
  readonly judgement: Judgement;
  /** What would exercise it, where it was not exercised. */
  readonly exercise: string;
}

interface Step {
  readonly type: 'Context' | 'Action' | 'Outcome';
  readonly keyword: string;
  readonly text: string;
  readonly status: Status;
  readonly message?: string;
  readonly attachments: readonly (readonly [string, object])[];
}

const exchangeOf = (call: Recorded): Exchange => ({
  request: {
    method: call.method,
    path: call.path,
    headers: call.headers,
    body: call.body === '' ? undefined : (sentIn(call) ?? call.body),
  },
  response: {
    status: call.status,
    headers: call.answerHeaders,
    body: call.answer,
    text: typeof call.answer === 'string' ? call.answer : JSON.stringify(call.answer ?? null),
  },
  ...(call.came === undefined || call.answered === undefined ? {} : { milliseconds: call.answered - call.came }),
});

const mismatchOf = ({ what, expected, actual }: Finding): Mismatch => ({
  what,
  ...(expected === undefined ? {} : { expected }),
  ...(actual === undefined ? {} : { actual }),
});

const callsOf = (judgement: Judgement): readonly Recorded[] => {
  if (judgement.result === 'kept') return judgement.shown;
  return judgement.result === 'violated' ? judgement.findings.flatMap(({ calls }) => calls) : [];
};

/** The steps of a judgement: what was done to the client, what it did, and what holds of it. */
export const stepsOf = ({ given, when, statement, judgement, exercise }: Judged): readonly Step[] => {
  const findings = judgement.result === 'violated' ? judgement.findings : [];
  const first = findings.at(0);
  const isSkipped = judgement.result === 'not-exercised';
  const status: Status = isSkipped ? 'SKIPPED' : 'PASSED';
  return [
    {
      type: 'Context',
      keyword: 'Given ',
      text: given,
      status,
      attachments: isSkipped ? [[mediaTypes.notExercised, { reason: `to reach it: ${exercise}` }]] : [],
    },
    {
      type: 'Action',
      keyword: 'When ',
      text: when,
      status,
      attachments: [...new Set(callsOf(judgement))].map((call) => [mediaTypes.exchange, exchangeOf(call)] as const),
    },
    {
      type: 'Outcome',
      keyword: 'Then ',
      text: statement,
      ...(first === undefined ? { status } : { status: 'FAILED', message: first.what }),
      attachments: findings.map((finding) => [mediaTypes.mismatch, mismatchOf(finding)] as const),
    },
  ];
};
