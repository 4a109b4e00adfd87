// The arrows of the house: which folder may know which. `npm run arrows` fails on any other.

/** A rule that forbids what `from` reaches unless it is named in `allowed`. */
const only = (name, comment, from, allowed, fromNot = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [...tests, ...fromNot] },
  to: { path: ours, pathNot: allowed },
});

const never = (name, comment, from, to, fromNot = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: fromNot },
  to: { path: to },
});

const ours = '^(schemas|mock-server|steps|features|fixtures|conformance|bench|bin)/';
const tests = ['\\.test\\.ts$'];
const mockTarget = '^steps/support/targets/mock\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Modules do not wait for each other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A module that nobody knows and that knows nobody is forgotten.',
      severity: 'error',
      from: { orphan: true, pathNot: [...tests, '^bin/', '\\.d\\.ts$', '\\.(c|m)?js$'] },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    only('schemas-know-nothing', 'The contract imports nothing of ours.', '^schemas/', ['^schemas/']),
    only('domain-is-pure', 'The domain knows itself and the contract.', '^mock-server/domain/', [
      '^mock-server/domain/',
      '^schemas/',
    ]),
    only('runtime-stands-alone', 'The clock and the ids know nobody.', '^mock-server/runtime/', [
      '^mock-server/runtime/',
    ]),
    only('store-knows-the-domain', 'The store keeps the records of the domain.', '^mock-server/store/', [
      '^mock-server/(store|domain)/',
      '^schemas/',
    ]),
    only(
      'search-is-below-interactions',
      'Searching knows the contract, the domain and the indexes.',
      '^mock-server/search/',
      ['^mock-server/(search|domain|store)/', '^schemas/'],
    ),
    only(
      'interactions-have-no-framework',
      'Interactions stand below http and know neither it nor admin.',
      '^mock-server/(interactions|resources)/',
      ['^mock-server/(interactions|resources|search|domain|store)/', '^mock-server/world\\.ts$', '^schemas/'],
    ),
    only(
      'http-goes-through-interactions',
      'The adapter speaks to interactions and hands over to nobody else.',
      '^mock-server/http/',
      [
        '^mock-server/(http|interactions|search|domain|faults|journal)/',
        '^mock-server/(app|worlds?)\\.ts$',
        '^schemas/',
      ],
    ),
    only('admin-is-handed-in', 'The admin surface works on the world, beside the FHIR face.', '^mock-server/admin/', [
      '^mock-server/(admin|domain|store|journal|faults|explain)/',
      '^mock-server/worlds?\\.ts$',
      '^schemas/',
    ]),
    only(
      'faults-stand-alone',
      'What goes wrong on purpose knows requests by method and path only.',
      '^mock-server/faults/',
      ['^mock-server/(faults|runtime)/'],
    ),
    only(
      'journal-knows-the-contract',
      'The journal keeps what went over the wire and the rules that acted.',
      '^mock-server/journal/',
      ['^mock-server/(journal|domain)/', '^schemas/'],
    ),
    only(
      'explanations-are-handed-their-judge',
      'An explanation is made of the journal, the contract and a world; requests are judged for it from outside.',
      '^mock-server/explain/',
      ['^mock-server/(explain|journal|domain|interactions)/', '^mock-server/worlds?\\.ts$', '^schemas/'],
    ),
    never(
      'mock-is-independent',
      'The mock knows neither the suite nor the verdict.',
      '^mock-server/',
      '^(steps|features|conformance|bench|bin)/',
      tests,
    ),
    never(
      'only-the-root-composes',
      'mock-server/index.ts puts the parts together; no part knows it, but nock.ts, which stands before it, and the bundle.',
      '^mock-server/',
      '^mock-server/index\\.ts$',
      ['^mock-server/(nock|bundle)\\.ts$', ...tests],
    ),
    never(
      'fastify-stays-in-http-and-admin',
      'The HTTP library is behind the adapter.',
      '^(schemas|steps|conformance|mock-server/(domain|store|search|interactions|resources|runtime)/)',
      'node_modules/(fastify|json-server)/',
    ),
    only(
      'steps-are-a-second-witness',
      'Steps check shapes and nothing else: were they to read the rule table, a typo in it would pass unseen.',
      '^steps/',
      ['^steps/', '^fixtures/', '^schemas/(validate|appointment|editions)\\.ts$', '\\.schema\\.json$', '^mock-server/'],
    ),
    never('steps-know-no-mock', 'Only the mock target starts a mock.', '^steps/', '^mock-server/', [
      mockTarget,
      ...tests,
    ]),
    {
      name: 'the-mock-target-knows-the-root',
      comment: 'The mock target starts the mock through its front door.',
      severity: 'error',
      from: { path: mockTarget },
      to: { path: '^mock-server/', pathNot: '^mock-server/index\\.ts$' },
    },
    never(
      'steps-give-no-verdict',
      'Steps know neither the verdict nor the command line.',
      '^steps/',
      '^(conformance|bin|bench)/',
    ),
    never(
      'support-stands-below-steps',
      'What supports the steps does not know them.',
      '^steps/support/',
      '^steps/[^/]+\\.steps\\.ts$',
    ),
    only(
      'conformance-reads-the-contract',
      'The verdict is computed from a run and the contract, without the parts of the mock.',
      '^conformance/',
      ['^conformance/', '^schemas/', '^mock-server/index\\.ts$', '^fixtures/', '^steps/support/targets/'],
      ['^conformance/teeth/'],
    ),
    only('teeth-bend-the-mock', 'A mutant replaces a part of the mock.', '^conformance/teeth/', [
      '^conformance/teeth/',
      '^schemas/',
      '^mock-server/(index\\.ts|domain/|http/alteration\\.ts)',
      '^steps/support/targets/',
    ]),
    never(
      'fixtures-are-data',
      'Fixtures know the records they make and nothing that runs.',
      '^fixtures/',
      '^(steps|features|conformance|bench|bin)/|^mock-server/(?!domain/|store/)',
      tests,
    ),
    never('nobody-imports-a-test', 'A test is the end of an arrow.', '^', '\\.test\\.ts$'),
    never('nobody-imports-the-command-line', 'The command line is the end of an arrow.', '^(?!bin/)', '^bin/', tests),
    {
      name: 'dev-packages-stay-out-of-the-product',
      comment: 'What an installed package runs may not need a development dependency.',
      severity: 'error',
      from: { path: '^(schemas|mock-server|fixtures)/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
