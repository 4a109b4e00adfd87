// What each operation answers: the success by its interaction, and each refusal by its status.
import type { Contract } from '../../schemas/contract.ts';
import { ruleOf, type RefusalId } from '../../schemas/rules/index.ts';
import type { Examples } from '../contract-page/index.ts';
import { componentRef } from './components.ts';
import type { Operation } from './operations.ts';
import { refusalBody, refusalsOf } from './refusals.ts';
import type { JsonObject } from '../../schemas/json.ts';

export const fhirJson = 'application/fhir+json';

/** Content of one media type. */
export const content = (type: string, schema: JsonObject, more: JsonObject = {}): JsonObject => ({
  content: { [type]: { schema, ...more } },
});

const nullBody = (isInForce: boolean): JsonObject => (isInForce ? content(fhirJson, { type: 'null' }) : {});

const location = (isInForce: boolean): JsonObject =>
  isInForce
    ? {
        headers: {
          Location: {
            description: 'The address of the new resource; its last part is the id',
            required: true,
            schema: { type: 'string' },
          },
        },
      }
    : {};

/** What a read shows: the schema of the Appointment, or a resource of the type. */
const readSchema = (type: string): JsonObject =>
  type === 'Appointment'
    ? componentRef('Appointment')
    : {
        type: 'object',
        required: ['resourceType', 'id'],
        properties: { resourceType: { const: type }, id: { type: 'string' } },
      };

type Success = (operation: Operation, contract: Contract) => readonly [status: string, response: JsonObject];

const successes: Readonly<Record<Operation['interaction'], Success>> = {
  create: ({ type }, { isInForce }) => [
    '201',
    {
      description: `The ${type} is created`,
      ...location(isInForce('interaction/create-location-header')),
      ...nullBody(isInForce('interaction/create-answers-null')),
    },
  ],
  read: ({ type }) => ['200', { description: `The ${type}`, ...content(fhirJson, readSchema(type)) }],
  update: ({ type }, { isInForce }) => [
    '200',
    { description: `The ${type} is updated`, ...nullBody(isInForce('interaction/update-answers-null')) },
  ],
  search: () => ['200', { description: 'A page of the matches', ...content(fhirJson, componentRef('Searchset')) }],
};

const refusalExamples = (rules: readonly RefusalId[], contract: Contract, examples: Examples): JsonObject =>
  Object.fromEntries(
    rules.map((rule) => [rule, { summary: ruleOf(rule).statement, value: refusalBody(rule, contract, examples) }]),
  );

const refusalResponse = (rules: readonly RefusalId[], contract: Contract, examples: Examples): JsonObject => ({
  description: `Refused by ${rules.length === 1 ? 'this rule' : 'one of these rules'}: ${rules.join(', ')}`,
  ...content(fhirJson, componentRef('OperationOutcome'), { examples: refusalExamples(rules, contract, examples) }),
});

/** The answers of an operation, by status. */
export const responsesOf = (operation: Operation, contract: Contract, examples: Examples): JsonObject => {
  const refusals = refusalsOf(operation, contract);
  const statusOf = (rule: RefusalId): string => String(contract.outcome(rule).status);
  const statuses = [...new Set(refusals.map(statusOf))].toSorted();
  const refused = statuses.map((status) => {
    const rules = refusals.filter((rule) => statusOf(rule) === status);
    return [status, refusalResponse(rules, contract, examples)] as const;
  });
  return Object.fromEntries([successes[operation.interaction](operation, contract), ...refused]);
};
