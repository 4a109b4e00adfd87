// Why the published code uses each package that it imports.
export const reasons: Readonly<Record<string, string>> = {
  '@cucumber/cucumber': 'runs the suite and the scenarios of users; installed by the user, not put into the bundle',
  '@cucumber/cucumber-expressions': 'reads the phrases of steps with parameters, as cucumber does',
  '@cucumber/gherkin': 'reads the features, to plan a run before it begins',
  '@cucumber/messages': 'the format in which cucumber reports a run',
  '@cucumber/query': 'joins the messages of a run: which step belongs to which scenario',
  '@cucumber/tag-expressions': 'decides by its tags whether a scenario is selected',
  '@event-calendar/build': "the week of appointments on the mock's page",
  '@faker-js/faker': 'makes up names and addresses for a generated clinic, by a seed',
  '@modelcontextprotocol/sdk': 'the protocol of `canvas-harness mcp`',
  ajv: 'checks answers and records against JSON Schemas',
  'ajv-formats': 'the formats of those schemas, such as dates',
  'classic-level': 'keeps the worlds of `--data` on disk, through `kill -9`',
  commander: 'reads the command line',
  diff: 'marks what differs between two bodies in a report',
  'fast-check': 'makes up requests for `drift` and shrinks those that differ',
  'fastest-levenshtein': 'finds the name that was probably meant',
  fastify: 'the HTTP server of all faces of the mock',
  'fhir-kit-client': "the client of the suite's steps",
  'json-server':
    'serves `/__admin/records` alone: it gets a copy of one collection and a query that was parsed and checked before, ' +
    'never a FHIR request and never the store (decision 018). Its tree is old (Express 4), which is why it stays there',
  nock: 'catches requests in the process for `mockCanvas()`',
  'openapi-typescript': 'writes TypeScript types for `export types`',
  pino: 'writes the log of requests',
  yaml: 'reads and edits files in YAML: configuration and known deviations',
  zod: 'the schemas of the tools of `canvas-harness mcp`',
};
