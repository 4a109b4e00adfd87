// explain_last_refusal and smallest_fix: the journal of the mock, and what it would have accepted.
import { z } from 'zod';
import { wordsOf, type MockAccess } from './mock-access.ts';
import { fail, say, tool, worldInput, type Said } from './tool.ts';

interface Summary {
  readonly id: string;
  readonly refusedBy?: string;
}

interface Step {
  readonly rule: string;
  readonly where: string;
  readonly advice: string;
}

interface View extends Summary {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly request: { readonly body?: unknown };
  readonly response: { readonly body?: unknown };
  readonly faults?: readonly unknown[];
  readonly refusal?: {
    readonly rule: string;
    readonly statement: string;
    readonly source: { readonly document: string; readonly at: string };
    readonly where?: string;
    readonly advice?: string;
    readonly smallestChange: {
      readonly verified: boolean;
      readonly example?: boolean;
      readonly steps: readonly Step[];
      readonly patch?: unknown;
      readonly request?: { readonly method: string; readonly path: string; readonly body?: unknown };
      readonly stillRefusedBy?: string;
    };
  };
}

const input = {
  request: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe('The id of a request, as the other tools name it; the last refused one unless said otherwise'),
  world: worldInput,
};

type Asked = z.output<z.ZodObject<typeof input>>;

/** The id of the last request that a rule refused. */
const lastRefused = async ({ world }: Asked, mock: MockAccess): Promise<string | undefined | Said> => {
  const reply = await mock.call({ path: '/__admin/requests?status=4xx&limit=200', world });
  if (!reply.isOk) return fail(`The journal of the mock answered ${wordsOf(reply)}`);
  const { requests } = reply.body as { readonly requests: readonly Summary[] };
  return requests.find(({ refusedBy }) => refusedBy !== undefined)?.id;
};

/** The exchange that is asked about, with its explanation. */
const viewOf = async (asked: Asked, mock: MockAccess): Promise<View | Said> => {
  const id = asked.request ?? (await lastRefused(asked, mock));
  if (id === undefined) return fail('No request has been refused in this world. Send one, for example with book.');
  if (typeof id !== 'string') return id;
  const reply = await mock.call({ path: `/__admin/requests/${id}` });
  return reply.isOk ? (reply.body as View) : fail(`The journal of the mock answered ${wordsOf(reply)}`);
};

const headOf = ({ id, method, path, status }: View): string => `Request ${id}: ${method} ${path} answered ${status}.`;

/** What to say of a request that no rule has refused. */
const notRefused = (view: View): Said =>
  say(
    headOf(view),
    view.faults === undefined
      ? 'No rule refused it.'
      : 'An injected fault answered in the place of the mock; inject_fault with clear ends it.',
  );

const explained = (view: View): Said => {
  const { refusal, response } = view;
  if (refusal === undefined) return notRefused(view);
  const { rule, statement, source, where, advice } = refusal;
  return say(
    headOf(view),
    `Answer: ${JSON.stringify(response.body)}`,
    `Refused by ${rule}: ${statement}`,
    `Source: ${source.document}, ${source.at}`,
    where && `Where: ${where}`,
    advice && `Do: ${advice}`,
    `smallest_fix with request ${view.id} gives a request that passes; find_rule ${rule} gives the whole rule.`,
  );
};

const fixed = (view: View): Said => {
  const { refusal } = view;
  if (refusal === undefined) return notRefused(view);
  const { verified, example = false, steps, patch, request, stillRefusedBy } = refusal.smallestChange;
  const advice = steps.map(({ rule, where, advice: words }) => `${rule} at ${where}: ${words}`);
  if (!verified)
    return say(
      headOf(view),
      ...advice,
      `Nobody can know what was meant: ${stillRefusedBy ?? 'a rule'} still refuses it.`,
    );
  return say(
    headOf(view),
    ...advice,
    patch === undefined ? undefined : `JSON patch: ${JSON.stringify(patch)}`,
    request && `Send: ${request.method} ${request.path}`,
    request?.body === undefined ? undefined : `Body: ${JSON.stringify(request.body)}`,
    example ? 'A value in it is one of several: choose the one that was meant.' : undefined,
    'The mock judged it again and would accept it.',
  );
};

export const explainLastRefusal = tool({
  name: 'explain_last_refusal',
  title: 'Explain a refusal',
  description:
    'Says why the mock refused a request: the rule, where it is written, which member is at fault and what to do. Without request ' +
    'it explains the last refusal, whoever sent the request: this tool, your application or a test.',
  input,
  isReading: true,
  run: async (asked, mock) => {
    const view = await viewOf(asked, mock);
    return 'text' in view ? view : explained(view);
  },
});

export const smallestFix = tool({
  name: 'smallest_fix',
  title: 'Smallest change that would be accepted',
  description:
    'Gives the smallest change to a refused request that the mock would accept and that means the same: a JSON patch and the ' +
    'whole request. Without request it repairs the last refused one.',
  input,
  isReading: true,
  run: async (asked, mock) => {
    const view = await viewOf(asked, mock);
    return 'text' in view ? view : fixed(view);
  },
});
