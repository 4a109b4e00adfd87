// The contract of an edition in the formats of the field, each made from the rule table, the schemas and the examples.
export { capabilityOf } from './capability.ts';
export { openApiOf } from './openapi.ts';
