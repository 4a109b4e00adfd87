// Validation as Canvas's open-source framework does it: rules that hold only where that is chosen.
import type { Topic } from './rule.ts';

const writes = ['create', 'update'] as const;
const every = ['create', 'read', 'update', 'search'] as const;

const framework = { basis: 'framework', validation: 'framework', since: '2024-01-16', decision: '032' } as const;

const measured = (at: string) => ({ document: 'fhirstarter 1.5.0, as measured', at }) as const;

/** A refusal of the model: status 400, and how near another target has to come. */
const refusal = <Code extends 'required' | 'structure' | 'value' | 'invalid', const Text extends string>(
  code: Code,
  text: Text,
) => ({ status: 400, code, text, match: 'template' }) as const;

export const validation = {
  'validation/path-not-found': {
    ...framework,
    on: every,
    stage: 'guard',
    statement: 'A path or resource type that is not served is answered with 404 and a detail, not an OperationOutcome.',
    source: measured('unknown path'),
    outcome: { status: 404, code: 'not-found', text: 'Not Found', match: 'template', form: 'detail' },
  },
  'validation/method-not-allowed': {
    ...framework,
    on: every,
    stage: 'guard',
    statement:
      'A method that is not offered is answered with 405, a detail and the method of the first route in allow, without a look at the token.',
    source: measured('unsupported method'),
    outcome: { status: 405, code: 'not-supported', text: 'Method Not Allowed', match: 'template', form: 'detail' },
  },
  'validation/format-is-known': {
    ...framework,
    on: every,
    stage: 'guard',
    statement:
      'A _format that is neither JSON nor XML is refused when everything else has been done: a write has happened by then.',
    clientChange: 'Send a _format that is served, or none. A write that was refused for its _format has been stored.',
    source: measured('_format'),
    outcome: refusal('structure', "Invalid response format specified for '_format' parameter"),
  },
  'validation/id-of-path': {
    ...framework,
    on: ['read', 'update'],
    stage: 'guard',
    statement:
      'An id in the path with other characters than A-Z, a-z, 0-9, - and ., or longer than 64, is a bad request.',
    source: measured('bad path id'),
    outcome: refusal('value', 'path -> id — {problem}'),
  },
  'validation/body-is-json': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A body that is not JSON is refused with the position of the fault.',
    source: measured('malformed JSON'),
    outcome: refusal('structure', 'body -> {position} — JSON decode error (type=json_invalid; error={error})'),
  },
  'validation/body-is-readable': {
    ...framework,
    on: [...writes, 'search'],
    stage: 'guard',
    statement:
      'A body that cannot be read at all (bytes of no encoding of JSON, brackets too deep, a number too long, a broken multipart form) is answered with 400 and a detail, not an OperationOutcome.',
    source: measured('JSON'),
    outcome: {
      status: 400,
      code: 'structure',
      text: 'There was an error parsing the body',
      match: 'template',
      form: 'detail',
    },
  },
  'validation/body-is-required': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'An empty body, or null, is refused as missing.',
    source: measured('empty body'),
    outcome: refusal('required', 'body — field required (type=value_error.missing)'),
  },
  'validation/body-is-an-object': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A body that is not an object, or whose content type is not JSON, is refused; there is no 415.',
    source: measured('content type'),
    outcome: refusal('value', 'body — value is not a valid dict (type=type_error.dict)'),
  },
  'validation/resource-type': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A body of another resourceType is refused; it may be missing.',
    source: measured('wrong resourceType'),
    outcome: refusal('value', '{where} — {problem}'),
  },
  'validation/required-members': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'status and participant are required, on update as well, and so is the status of each participant.',
    source: measured('status missing'),
    clientChange: 'Send status and participant with every create and update.',
    outcome: refusal('required', '{where} — field required (type=value_error.missing)'),
  },
  'validation/endpoint-is-complete': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A contained Endpoint has status, connectionType, payloadType and address, of which two may be empty.',
    source: measured('contained Endpoint'),
    clientChange: 'Send status, connectionType, payloadType and address with a contained Endpoint.',
    outcome: refusal('required', '{where} — field required (type=value_error.missing)'),
  },
  'validation/instants-in-full': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'start and end are instants in full: day, time with seconds, and zone.',
    source: measured('start'),
    clientChange: 'Send start and end with seconds and zone.',
    outcome: refusal('value', '{where} — invalid datetime format (type=value_error.datetime)'),
  },
  'validation/values-have-their-form': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A value of another type or form than its element has, an empty string too, is refused.',
    source: measured('empty string value, address'),
    outcome: refusal('value', '{where} — {problem}'),
  },
  'validation/participant-status': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A participant status is one of accepted, declined, tentative and needs-action.',
    source: { document: "Canvas's mobile-patient-app", at: 'participant status' },
    clientChange: 'Send accepted as the status of every participant.',
    outcome: {
      status: 400,
      code: 'value',
      text: "{where} — value is not a valid enumeration member; permitted: 'accepted', 'declined', 'tentative', 'needs-action' (type=type_error.enum)",
      match: 'refused',
    },
  },
  'validation/no-extra-members': {
    ...framework,
    on: writes,
    stage: 'guard',
    statement: 'A member that the FHIR element does not have is refused.',
    source: measured('unknown member'),
    clientChange: 'Send only members that FHIR R4 has.',
    outcome: refusal('structure', '{where} — extra fields not permitted (type=value_error.extra)'),
  },
  'validation/id-of-body': {
    ...framework,
    on: ['update'],
    stage: 'guard',
    statement: 'An id in the body that is not the id of the URL is refused; none is fine.',
    source: measured('body.id'),
    clientChange: 'Send the id of the URL in the body of an update, or none.',
    outcome: refusal('invalid', 'Logical Id in URL must match logical Id in resource'),
  },
  'validation/several-issues': {
    ...framework,
    on: writes,
    stage: 'inherent',
    statement: 'Several faults of a body are several issues of one OperationOutcome.',
    source: measured('two faults'),
  },
  'validation/numbers-are-epochs': {
    ...framework,
    on: writes,
    stage: 'inherent',
    statement:
      'start and end may be numbers: seconds since 1970, or milliseconds where the number is above 20,000,000,000.',
    clientChange: 'Send start and end as instants in full. A number is taken without a word, whichever unit was meant.',
    source: measured('start'),
  },
  'validation/trailing-slash': {
    ...framework,
    on: every,
    stage: 'answer',
    statement: 'A path with a slash at its end is redirected by 307 to the path without it.',
    source: measured('trailing slash'),
  },
  'validation/format-xml': {
    ...framework,
    on: ['read', 'search'],
    stage: 'answer',
    statement: '_format=xml, or one of its media types, gives the answer as application/fhir+xml.',
    source: measured('_format'),
  },
  'validation/pretty': {
    ...framework,
    on: ['read', 'search'],
    stage: 'answer',
    statement: '_pretty=true indents the answer by two spaces.',
    source: measured('_pretty'),
  },
  'validation/search-form': {
    ...framework,
    on: ['search'],
    stage: 'answer',
    statement:
      'A form is read where its content type is exactly application/x-www-form-urlencoded; any other is ignored.',
    source: measured('POST _search'),
  },
} as const satisfies Topic;
