// explain_last_refusal and smallest_fix: the journal of the mock, and what it would have accepted.
import { z } from 'zod';
import { wordsOf, type MockAccess } from './mock-access.ts';
import { fail, say, tool, worldInput, Said } from './tool.ts';

/** An exchange as the journal lists it. */
interface ListedExchange {
  readonly id: string;
  /** The rule that refused the request. */
  readonly refusedBy?: string;
  /** The faults that hit it, by id and kind. */
  readonly faults?: readonly string[];
}

/** One change to a request, and the rule that asks for it. */
interface RepairStep {
  readonly rule: string;
  readonly where: string;
  readonly advice: string;
}

/** An exchange as the journal shows it whole, with its explanation. */
interface ExplainedExchange extends ListedExchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly request: { readonly body?: unknown };
  readonly response: { readonly body?: unknown };
  readonly refusal?: {
    readonly rule: string;
    readonly statement: string;
    readonly source: { readonly document: string; readonly at: string };
    readonly where?: string;
    readonly advice?: string;
    readonly smallestChange: {
      readonly verified: boolean;
      readonly example?: boolean;
      readonly steps: readonly RepairStep[];
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

/** Whether a rule refused a request, or a fault answered in the place of the mock. */
const isRefused = ({ refusedBy, faults }: ListedExchange): boolean => refusedBy !== undefined || faults !== undefined;

/** The id of the last request that was refused. */
const lastRefused = async ({ world }: Asked, mock: MockAccess): Promise<string | undefined | Said> => {
  const listed = [];
  for (const status of ['4xx', '5xx']) {
    const reply = await mock.call({ path: `/__admin/requests?status=${status}&limit=200`, world });
    if (!reply.isOk) return fail(`The journal of the mock answered ${wordsOf(reply)}`);
    listed.push(...(reply.body as { readonly requests: readonly ListedExchange[] }).requests);
  }
  return listed.filter(isRefused).toSorted((one, other) => Number(other.id) - Number(one.id))[0]?.id;
};

/** The exchange that is asked about, with its explanation. */
const findExchange = async (asked: Asked, mock: MockAccess): Promise<ExplainedExchange | Said> => {
  const id = asked.request ?? (await lastRefused(asked, mock));
  if (id === undefined) return fail('No request has been refused in this world. Send one, for example with book.');
  if (typeof id !== 'string') return id;
  const reply = await mock.call({ path: `/__admin/requests/${id}` });
  return reply.isOk ? (reply.body as ExplainedExchange) : fail(`The journal of the mock answered ${wordsOf(reply)}`);
};

const headOf = ({ id, method, path, status }: ExplainedExchange): string =>
  `Request ${id}: ${method} ${path} answered ${status}.`;

/** What to say of a request that no rule has refused. */
const sayNotRefused = (exchange: ExplainedExchange): Said =>
  say(
    headOf(exchange),
    exchange.faults === undefined
      ? 'No rule refused it.'
      : `An injected fault answered in the place of the mock (${exchange.faults.join(', ')}); inject_fault with clear ends it.`,
  );

/** Why it was refused, and what to do. */
const explain = (exchange: ExplainedExchange): Said => {
  const { refusal, response } = exchange;
  if (refusal === undefined) return sayNotRefused(exchange);
  const { rule, statement, source, where, advice } = refusal;
  return say(
    headOf(exchange),
    `Answer: ${JSON.stringify(response.body)}`,
    `Refused by ${rule}: ${statement}`,
    `Source: ${source.document}, ${source.at}`,
    where && `Where: ${where}`,
    advice && `Do: ${advice}`,
    `smallest_fix with request ${exchange.id} gives a request that passes; find_rule ${rule} gives the whole rule.`,
  );
};

/** The smallest change that the mock would accept. */
const offerFix = (exchange: ExplainedExchange): Said => {
  const { refusal } = exchange;
  if (refusal === undefined) return sayNotRefused(exchange);
  const { verified, example = false, steps, patch, request, stillRefusedBy } = refusal.smallestChange;
  const advice = steps.map(({ rule, where, advice: words }) => `${rule} at ${where}: ${words}`);
  if (!verified)
    return say(
      headOf(exchange),
      ...advice,
      `Nobody can know what was meant: ${stillRefusedBy ?? 'a rule'} still refuses it.`,
    );
  return say(
    headOf(exchange),
    ...advice,
    patch === undefined ? undefined : `JSON patch: ${JSON.stringify(patch)}`,
    request && `Send: ${request.method} ${request.path}`,
    request?.body === undefined ? undefined : `Body: ${JSON.stringify(request.body)}`,
    example ? 'A value in it is one of several: choose the one that was meant.' : undefined,
    'The mock judged it again and would accept it.',
  );
};

/** What a tool does: it finds the exchange that is asked about, and says something of it. */
const onExchange =
  (tell: (exchange: ExplainedExchange) => Said) =>
  async (asked: Asked, mock: MockAccess): Promise<Said> => {
    const found = await findExchange(asked, mock);
    return found instanceof Said ? found : tell(found);
  };

export const explainLastRefusal = tool({
  name: 'explain_last_refusal',
  title: 'Explain a refusal',
  description:
    'Says why the mock refused a request: the rule, where it is written, which member is at fault and what to do. Without request ' +
    'it explains the last refusal, whoever sent the request: this tool, your application or a test.',
  input,
  isReading: true,
  run: onExchange(explain),
});

export const smallestFix = tool({
  name: 'smallest_fix',
  title: 'Smallest change that would be accepted',
  description:
    'Gives the smallest change to a refused request that the mock would accept and that means the same: a JSON patch and the ' +
    'whole request. Without request it repairs the last refused one.',
  input,
  isReading: true,
  run: onExchange(offerFix),
});
