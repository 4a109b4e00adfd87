// A mutant: a mock that breaks one rule in one way. The suite must notice.
import type { Answer } from '../../../mock-server/http/hooks/alteration.ts';
import type { MockOptions } from '../../../mock-server/index.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';

export interface Mutant {
  readonly rule: RuleId;
  /** What is wrong with it, in a few words. */
  readonly fault: string;
  readonly options: MockOptions;
}

export type Json = Readonly<Record<string, unknown>>;

export const nameOf = ({ rule, fault }: Mutant): string => `${rule}: ${fault}`;

/** A mutant that answers otherwise. */
export const mutatedAnswer = (
  rule: RuleId,
  fault: string,
  answer: (answer: Answer, method: string, url: string) => Answer,
): Mutant => ({
  rule,
  fault,
  options: { alteration: { answer } },
});

/** A mutant that serves other URLs than those that are asked for. */
export const mutatedUrl = (rule: RuleId, fault: string, url: (url: string, method: string) => string): Mutant => ({
  rule,
  fault,
  options: { alteration: { url } },
});

interface Entry {
  readonly resource: Json;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The body with every resource of a type changed, alone or in a searchset. */
const withResources = (body: unknown, type: string, change: (resource: Json) => Json): unknown => {
  if (!isObject(body)) return body;
  if (body['resourceType'] === type) return change(body);
  const entry = body['entry'];
  if (!Array.isArray(entry)) return body;
  const changed = (entry as Entry[]).map((item) =>
    item.resource['resourceType'] === type ? { ...item, resource: change(item.resource) } : item,
  );
  return { ...body, entry: changed };
};

/** A mutant that shows every resource of a type otherwise. */
export const mutatedResource = (
  rule: RuleId,
  fault: string,
  change: (resource: Json) => Json,
  type = 'Appointment',
): Mutant => mutatedAnswer(rule, fault, (answer) => ({ ...answer, body: withResources(answer.body, type, change) }));

/** A mutant whose searchsets are otherwise. */
export const mutatedSearchset = (rule: RuleId, fault: string, change: (bundle: Json) => Json): Mutant =>
  mutatedAnswer(rule, fault, (answer) =>
    isObject(answer.body) && answer.body['type'] === 'searchset' ? { ...answer, body: change(answer.body) } : answer,
  );

/** The entries of a searchset; none of another body. */
export const entriesOf = (bundle: Json): readonly { readonly resource: Json }[] =>
  Array.isArray(bundle['entry']) ? (bundle['entry'] as { resource: Json }[]) : [];

/** A mutant whose searchsets lack every resource of a type for which the test holds. */
export const hiddenResources = (
  rule: Mutant['rule'],
  fault: string,
  type: string,
  test: (resource: Json) => boolean,
): Mutant =>
  mutatedSearchset(rule, fault, (bundle) => {
    const left = entriesOf(bundle).filter(({ resource }) => resource['resourceType'] !== type || !test(resource));
    return left.length === entriesOf(bundle).length ? bundle : { ...bundle, total: left.length, entry: left };
  });
