// From a rejection to the OperationOutcome that the documents show.
import type { Contract } from './contract.ts';
import type { Parameters, RefusalId } from './rules/index.ts';
import type { IssueCode } from './rules/rule.ts';

/** A refusal as a value: which rule refused, and the parameters of its text. */
export interface Rejection {
  readonly rule: RefusalId;
  readonly parameters: Readonly<Record<string, string>>;
  /** What a version of the framework says in the place of the rule's own outcome. */
  readonly said?: { readonly code?: IssueCode; readonly text: string };
  /** What else is wrong; each becomes an issue of its own. */
  readonly more?: readonly Rejection[];
}

type Code = IssueCode | 'exception' | 'throttled';

interface Issue {
  readonly severity: 'error';
  readonly code: Code;
  readonly details: { readonly text: string };
}

/** Exactly the members that Canvas's error bodies show. */
interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly Issue[];
}

/** What the framework answers in its stead where no route of its own was asked. */
interface Detail {
  readonly detail: string;
}

/** Refuses by a rule; the compiler checks that the rule refuses and that its parameters are all there. */
export const reject = <Id extends RefusalId>(rule: Id, parameters: Parameters<Id>): Rejection => ({ rule, parameters });

const issue = (code: Code, text: string): Issue => ({ severity: 'error', code, details: { text } });

export const operationOutcome = (code: Code, text: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [issue(code, text)],
});

/** The status and body that a rejection is answered with under a contract. */
export const toOperationOutcome = (
  rejection: Rejection,
  contract: Contract,
): { status: number; body: OperationOutcome | Detail } => {
  const { status, text, form } = contract.outcome(rejection.rule);
  if (form === 'detail') return { status, body: { detail: fill(text, rejection.parameters) } };
  const issues = [rejection, ...(rejection.more ?? [])].map(({ rule, parameters, said }) => {
    const outcome = { ...contract.outcome(rule), ...said };
    return issue(outcome.code, fill(outcome.text, parameters));
  });
  return { status, body: { resourceType: 'OperationOutcome', issue: issues } };
};

const fill = (text: string, parameters: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
