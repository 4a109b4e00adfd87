// The contract of an edition as an OpenAPI 3.1 document: nothing is written here that the table and the schemas say.
import type { Contract } from '../../schemas/contract.ts';
import { ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import { readExamples, type Examples } from '../contract-page/index.ts';
import { requiredMembers } from '../domain/interaction.ts';
import { ehrPaths, metadataPaths } from './access-paths.ts';
import { componentRef, schemaComponents } from './components.ts';
import { operations, types, type Operation } from './operations.ts';
import { parametersOfOperation, searchParameters } from './parameters.ts';
import { refusalsOutside } from './refusals.ts';
import { content, fhirJson, responsesOf } from './responses.ts';
import type { JsonObject } from '../../schemas/json.ts';

/** The servers of an instance: the FHIR base, and the EHR host. */
const serversOf = (prefix: string, description: string): readonly JsonObject[] => [
  {
    url: `https://${prefix}{instance}.canvasmedical.com`,
    description,
    variables: { instance: { default: 'example', description: 'The name of the Canvas instance' } },
  },
  { url: 'http://127.0.0.1:4010', description: 'canvas-harness mock' },
];

/** What each rule asks of a body, by what is written. */
const requirements: readonly {
  readonly rule: RuleId;
  readonly on: readonly string[];
  readonly members: readonly string[];
}[] = [
  { rule: 'patient/official-name-is-required', on: ['createPatient'], members: ['name'] },
  { rule: 'patient/birth-date-is-required', on: ['createPatient'], members: ['birthDate'] },
  { rule: 'booking/time-required', on: ['createAppointment'], members: ['start', 'end'] },
  { rule: 'participant/practitioner-required', on: ['createAppointment'], members: ['participant'] },
  {
    rule: 'interaction/required-members',
    on: ['createAppointment', 'updateAppointment'],
    members: requiredMembers,
  },
  { rule: 'interaction/update-needs-id', on: ['updateAppointment'], members: ['id'] },
];

/** The members that an edition asks of a body. */
const requiredOf = ({ id }: Operation, { isInForce }: Contract): readonly string[] => [
  ...new Set(
    requirements.filter(({ rule, on }) => isInForce(rule) && on.includes(id)).flatMap(({ members }) => members),
  ),
];

const writeBody = (operation: Operation, contract: Contract): JsonObject => {
  const schema = {
    allOf: [componentRef(`${operation.type}Request`), { type: 'object', required: requiredOf(operation, contract) }],
  };
  return { required: true, content: { [fhirJson]: { schema }, 'application/json': { schema } } };
};

/** The form of a search holds what its query may. */
const formBody = ({ type }: Operation, contract: Contract): JsonObject => {
  const wanted = searchParameters(type, contract);
  const properties = Object.fromEntries(
    wanted.map(({ name, description, schema }) => [name, { description, ...schema }]),
  );
  return content('application/x-www-form-urlencoded', { type: 'object', properties });
};

const bodyOf = (operation: Operation, contract: Contract): JsonObject => {
  if (operation.interaction === 'create' || operation.interaction === 'update')
    return { requestBody: writeBody(operation, contract) };
  return operation.byForm ? { requestBody: formBody(operation, contract) } : {};
};

const operationOf = (operation: Operation, contract: Contract, examples: Examples): JsonObject => ({
  operationId: operation.id,
  summary: operation.summary,
  tags: [operation.type],
  parameters: parametersOfOperation(operation, contract),
  ...bodyOf(operation, contract),
  responses: responsesOf(operation, contract, examples),
});

const resourcePaths = (contract: Contract, examples: Examples): JsonObject => {
  const paths = [...new Set(operations.map(({ path }) => path))];
  return Object.fromEntries(
    paths.map((path) => [
      path,
      Object.fromEntries(
        operations
          .filter((operation) => operation.path === path)
          .map((operation) => [operation.method.toLowerCase(), operationOf(operation, contract, examples)]),
      ),
    ]),
  );
};

const tags = (): readonly JsonObject[] => [
  ...types.map((name) => ({ name, description: `${name} resources` })),
  { name: 'Server', description: 'What the server says of itself' },
  { name: 'Access', description: 'Tokens, which come from the EHR host' },
];

const securitySchemes: JsonObject = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An access token of the EHR host' },
};

/** The refusals of requests that call no operation: they stand beside the paths. */
const refusalsOfNoOperation = (contract: Contract): readonly JsonObject[] =>
  refusalsOutside(contract).map((rule) => {
    const { status, code, text } = contract.outcome(rule);
    return { rule, statement: ruleOf(rule).statement, status, code, text };
  });

/** The OpenAPI document of a contract. */
export const openApiOf = (contract: Contract, version: string): JsonObject => {
  const examples = readExamples();
  return {
    openapi: '3.1.0',
    info: {
      title: "Canvas Medical's FHIR Appointment API, as documented",
      version: contract.edition,
      summary: `The edition of ${contract.edition}`,
      description: `Made by canvas-fhir-harness ${version} from its table of documented behaviours. The examples of a refusal have the name of the rule that refuses.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: serversOf('fumage-', 'The FHIR base of an instance'),
    security: [{ bearer: [] }],
    tags: tags(),
    paths: {
      ...resourcePaths(contract, examples),
      ...metadataPaths(),
      ...ehrPaths(serversOf('', 'The EHR host of an instance')),
    },
    components: { schemas: schemaComponents(), securitySchemes },
    'x-refusals-of-other-paths': refusalsOfNoOperation(contract),
  };
};
