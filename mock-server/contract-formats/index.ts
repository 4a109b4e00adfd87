// The contract of an edition in the formats of the field, each made from the rule table, the schemas and the examples.
export { capabilityOf } from './capability.ts';
export { brunoOf } from './collection/bruno.ts';
export { collectionOf, type Collection, type OnMock } from './collection/request-collection.ts';
export { postmanOf } from './collection/postman.ts';
export { openApiOf } from './openapi.ts';
