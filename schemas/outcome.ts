// From a rejection to the OperationOutcome that the documents show.
import type { Contract } from './contract.ts';
import type { Parameters, RefusalId } from './rules/index.ts';
import type { IssueCode } from './rules/rule.ts';

/** A refusal as a value: which rule refused, and the parameters of its text. */
export interface Rejection {
  readonly rule: RefusalId;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Exactly the members that Canvas's error bodies show. */
interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly [
    {
      readonly severity: 'error';
      readonly code: IssueCode | 'exception' | 'throttled';
      readonly details: { readonly text: string };
    },
  ];
}

/** Refuses by a rule; the compiler checks that the rule refuses and that its parameters are all there. */
export const reject = <Id extends RefusalId>(rule: Id, parameters: Parameters<Id>): Rejection => ({ rule, parameters });

export const operationOutcome = (code: IssueCode | 'exception' | 'throttled', text: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text } }],
});

/** The status and body that a rejection is answered with under a contract. */
export const toOperationOutcome = (
  { rule, parameters }: Rejection,
  contract: Contract,
): { status: number; body: OperationOutcome } => {
  const { status, code, text } = contract.outcome(rule);
  return { status, body: operationOutcome(code, fill(text, parameters)) };
};

const fill = (text: string, parameters: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
