// Which refusals each operation may answer with, by the rule table, and the text of each as an example shows it.
import type { Contract } from '../../schemas/contract.ts';
import { issueIn } from '../../schemas/issue.ts';
import { ruleIds, ruleOf, topicOf, type RefusalId, type RuleId } from '../../schemas/rules/index.ts';
import type { Outcome } from '../../schemas/rules/rule.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import type { Examples } from '../contract-page/index.ts';
import { types, type Operation } from './operations.ts';

/** Topics whose rules concern every type. The topic of another type has its name; the rest is about the Appointment. */
const general = ['access', 'interaction', 'validation'];

/** Rules that concern other types than their topic says. */
const typesByRule: Readonly<Partial<Record<RuleId, readonly ResourceType[]>>> = {
  'interaction/required-members': ['Appointment'],
  'interaction/update-needs-id': ['Appointment'],
  'validation/endpoint-is-complete': ['Appointment'],
  'validation/participant-status': ['Appointment'],
  'search/bad-date-is-refused': ['Appointment', 'Encounter'],
  // Schedules and slots have no pages.
  'search/bad-paging-is-refused': ['Appointment', 'Encounter', 'Location', 'Patient', 'Practitioner'],
};

/** Rules about bodies that hold for the form of a search, too. */
const ofForms: readonly RuleId[] = ['interaction/body-is-the-resource', 'interaction/body-size'];

/** Rules about requests that call no operation. */
const outside: readonly RuleId[] = [
  'interaction/method-not-supported',
  'interaction/unknown-path',
  'validation/method-not-allowed',
  'validation/path-not-found',
];

const typesOf = (rule: RuleId): readonly ResourceType[] => {
  const topic = topicOf(rule);
  if (general.includes(topic)) return typesByRule[rule] ?? types;
  return typesByRule[rule] ?? [types.find((type) => type.toLowerCase() === topic) ?? 'Appointment'];
};

const isRefusal = (rule: RuleId): rule is RefusalId => ruleOf(rule).outcome !== undefined;

/** The refusals in force, in the order of the table. */
const refusalsIn = ({ isInForce }: Contract): readonly RefusalId[] => ruleIds.filter(isInForce).filter(isRefusal);

/** The refusals that an operation may answer with, in the order in which they are asked. */
export const refusalsOf = ({ type, interaction, byForm }: Operation, contract: Contract): readonly RefusalId[] =>
  refusalsIn(contract).filter((rule) => {
    if (outside.includes(rule)) return false;
    if (byForm && ofForms.includes(rule)) return true;
    return (ruleOf(rule).on as readonly string[]).includes(interaction) && typesOf(rule).includes(type);
  });

/** The refusals of requests that call no operation: an unknown path, a method that is not served. */
export const refusalsOutside = (contract: Contract): readonly RefusalId[] =>
  refusalsIn(contract).filter((rule) => outside.includes(rule));

/** Whether a text is what a template makes of some parameters. */
const isMadeFrom = (template: string, text: string): boolean => {
  const literal = template.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`).test(text);
};

/** The text of a refusal: that of the rule's example, or the template where the example shows something else. */
const literalOf = (rule: RefusalId, { text }: Outcome, examples: Examples): string => {
  const shown = issueIn(examples.rules[rule]?.answer.body).text;
  return shown !== '' && isMadeFrom(text, shown) ? shown : text;
};

/** The body of a refusal, as an example. */
export const refusalBody = (rule: RefusalId, contract: Contract, examples: Examples): object => {
  const outcome = contract.outcome(rule);
  const text = literalOf(rule, outcome, examples);
  if (outcome.form === 'detail') return { detail: text };
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: outcome.code, details: { text } }],
  };
};
