// The rules behind an answer whose code has no trace of its own: those that shape the types around the Appointment.
import type { Contract } from '../../schemas/contract.ts';
import { ruleIds, ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import type { Trace } from '../domain/trace.ts';
import type { Route } from './routing.ts';

const shapingRulesOf = ({ type, interaction }: Route): readonly RuleId[] =>
  ruleIds.filter((id) => {
    const { stage, on } = ruleOf(id);
    const isShaping = stage === 'element' || stage === 'answer';
    return id.startsWith(`${type.toLowerCase()}/`) && isShaping && (on as readonly string[]).includes(interaction);
  });

const shapingRules = new Map<string, readonly RuleId[]>();

/** Tells the trace which rules shaped an answer; one that no rule shaped has at least a documented status. */
export const traceAnswer = (route: Route, trace: Trace, { isInForce }: Contract): void => {
  if (route.type !== 'Appointment') {
    const key = `${route.type} ${route.interaction}`;
    const rules = shapingRules.get(key) ?? shapingRulesOf(route);
    shapingRules.set(key, rules);
    for (const rule of rules) if (isInForce(rule)) trace.add(rule);
  }
  if (trace.rules.length === 0 && isInForce('interaction/documented-statuses'))
    trace.add('interaction/documented-statuses');
};
