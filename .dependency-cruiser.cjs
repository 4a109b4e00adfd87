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

const ours =
  '^(redaction|schemas|fixtures|mock-server|targets|steps|features|conformance|differential|bin|bench|scripts)/';
const tests = ['\\.test\\.ts$'];
const mockTarget = '^targets/mock\\.ts$';
/** The two layers of redaction. */
const redaction = '^redaction/(secrets|people/index)\\.ts$';
/** The interface of a target, and the three kinds. */
const targets = '^targets/(index|mock|recorded|live/index)\\.ts$';
/** What steps do and scenarios are left out for, read without running them. */
const stepEffects = '^steps/(effects?|creations|combining|requests|outside-contract)\\.ts$';

/** Rooms by their faces: nobody outside imports past these files. Several faces keep a command from loading the others. */
const faces = {
  'conformance/compare': ['compare'],
  'conformance/deviations': ['index'],
  'conformance/doctor': ['doctor'],
  'conformance/editions': ['index'],
  'conformance/live': ['index', 'live-plan', 'cleanup-command'],
  'conformance/probe-register': ['index'],
  'conformance/recheck': ['recheck'],
  'conformance/reports': ['index', 'rule-listing'],
  'conformance/examine': ['index'],
  'conformance/traffic': ['index'],
  'conformance/suite': ['index', 'features', 'messages/index'],
  'conformance/verdict': ['index', 'verdict-file'],
  'conformance/verify': ['index'],
};

const facesOnly = Object.entries(faces).map(([room, entries]) => ({
  name: `face-of-${room.replaceAll('/', '-')}`,
  comment: `From outside, ${room} is ${entries.join(', ')}.`,
  severity: 'error',
  from: { pathNot: `^${room}/` },
  to: { path: `^${room}/`, pathNot: `^${room}/(${entries.join('|')})\\.ts$` },
}));

/** Packages that scripts/bundle.mjs puts into the product, or that its user has installed. */
const bundled = [
  '@cucumber',
  '@faker-js/faker',
  '@modelcontextprotocol/sdk',
  'ajv',
  'ajv-formats',
  'classic-level',
  'commander',
  'diff',
  'fast-check',
  'fastest-levenshtein',
  'fastify',
  'pino',
  'fhir-kit-client',
  'json-server',
  'nock',
  'yaml',
  'zod',
].join('|');

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
      comment: 'Every import leads somewhere; unseen.js the mock writes as it serves the page.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\./unseen\\.js$' },
    },
    // The layers, from the lowest up: each may know those that it names.
    only('redaction', 'Redaction knows texts, and nothing of ours.', '^redaction/', ['^redaction/']),
    only('schemas', 'The contract imports nothing of ours.', '^schemas/', ['^schemas/']),
    only('fixtures', 'Fixtures are data in the shapes of the contract.', '^fixtures/', ['^(fixtures|schemas)/']),
    only('mock-server', 'The mock knows neither the suite nor the verdict.', '^mock-server/', [
      '^(mock-server|schemas)/',
      redaction,
      '^fixtures/(index|instance|appointment|sample)\\.ts$',
    ]),
    only('targets', 'A target knows a mock by its front door only.', '^targets/', [
      '^(targets|schemas)/',
      redaction,
      '^fixtures/(index|instance|appointment)\\.ts$',
      '^mock-server/index\\.ts$',
    ]),
    never('targets-start-one-mock', 'Only the mock target starts a mock.', '^targets/', '^mock-server/', [
      mockTarget,
      ...tests,
    ]),
    only(
      'steps',
      'Steps are a second witness: were they to read the rule table, a typo in it would pass unseen.',
      '^steps/',
      [
        '^steps/',
        targets,
        '^schemas/(validate|appointment|article|issue|json)\\.ts$',
        '^schemas/editions/',
        '\\.schema\\.json$',
      ],
    ),
    only('conformance', 'A verdict is computed from a run and the contract.', '^conformance/', [
      '^(conformance|schemas)/',
      targets,
      redaction,
      stepEffects,
      '^fixtures/(index|instance|appointment)\\.ts$',
      '^mock-server/index\\.ts$',
    ]),
    only(
      'differential',
      'One server is held against another through the front doors of both.',
      '^differential/',
      [
        '^(differential|conformance|schemas)/',
        targets,
        redaction,
        stepEffects,
        '^fixtures/(index|instance|appointment)\\.ts$',
        '^mock-server/index\\.ts$',
      ],
      ['^differential/mutants/'],
    ),
    only('mutants', 'A mutant replaces a part of the mock.', '^differential/mutants/', [
      '^(differential/mutants|schemas)/',
      '^mock-server/(index\\.ts|domain/|http/hooks/alteration\\.ts)',
      targets,
    ]),
    {
      name: 'differential-by-its-faces',
      comment: 'A room of differential/ is entered by its index.ts, or by a file that spares loading the rest.',
      severity: 'error',
      from: { path: '^([^/]+/[^/]+)', pathNot: tests },
      to: {
        path: '^differential/[^/]+/',
        pathNot: [
          '^$1/',
          '^differential/[^/]+/index\\.ts$',
          '^differential/(requests/in-process|drift/exclude|explore/sequences)\\.ts$',
          '^differential/cassettes/cassette\\.ts$',
          '^differential/mutants/machinery/(mutant|grounds|readings)\\.ts$',
        ],
      },
    },
    only('bin', 'The command line knows all rooms but those of development.', '^bin/', [
      '^(bin|differential|conformance|mock-server|fixtures|schemas)/',
      redaction,
      targets,
      '^scripts/ts-hooks\\.mjs$',
    ]),
    ...facesOnly,
    never(
      'features-are-read-in-one-place',
      'Only the suite reads features and messages.',
      '^(?!conformance/suite/|bench/)',
      'node_modules/@cucumber/(gherkin|messages|query|tag-expressions)/',
    ),
    // Inside the mock.
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
    only('faults-stand-alone', 'Faults know requests by method and path only.', '^mock-server/faults/', [
      '^mock-server/(faults|runtime)/',
    ]),
    only('resources-have-no-framework', 'Resources stand below HTTP and admin.', '^mock-server/resources/', [
      '^mock-server/(resources|search|domain|store|worlds)/',
      '^schemas/',
    ]),
    only(
      'what-types-share-knows-no-type',
      'What all resource types share stands below them.',
      '^mock-server/resources/any-type/',
      ['^mock-server/(resources/any-type|search|domain|store|worlds)/', '^schemas/'],
    ),
    never(
      'types-stand-below-their-table',
      'The table of resources and routes stands above the types.',
      '^mock-server/resources/[^/]+/',
      '^mock-server/resources/[^/]+\\.ts$',
    ),
    only('search-is-pure', 'Searching knows values, orders and pages, no type and no store.', '^mock-server/search/', [
      '^mock-server/search/',
      '^schemas/',
    ]),
    never(
      'only-the-root-composes',
      'mock-server/index.ts puts the parts together; no part knows it, but nock.ts and published.ts, which stand before it.',
      '^mock-server/',
      '^mock-server/index\\.ts$',
      ['^mock-server/(nock|published)\\.ts$', ...tests],
    ),
    never(
      'fastify-stays-in-the-mock',
      'The HTTP library is behind the adapter.',
      '^(schemas|steps|targets|conformance|mock-server/(domain|store|search|resources|runtime)/)',
      'node_modules/(fastify|json-server)/',
    ),
    never(
      'support-stands-below-steps',
      'What supports the steps does not know them.',
      '^steps/support/',
      '^steps/[^/]+\\.steps\\.ts$',
    ),
    never(
      'nobody-imports-development',
      'Benchmarks and build scripts are not part of the product.',
      '^(?!bench|scripts)',
      '^(bench|scripts)/',
      [...tests, '^bin/canvas-harness\\.mjs$', '\\.js$'],
    ),
    never('nobody-imports-a-test', 'A test is the end of an arrow.', '^', '\\.test\\.ts$'),
    never(
      'nobody-imports-the-command-line',
      'The command line is the end of an arrow; whether it is built may be asked by those who start it.',
      '^(?!bin/)',
      '^bin/(?!freshness\\.mjs$)',
      tests,
    ),
    {
      name: 'dev-packages-stay-out-of-the-product',
      comment:
        'A package that the product imports goes into its bundle: name it in bundled, or leave it to tools and tests.',
      severity: 'error',
      from: {
        path: '^(redaction|schemas|mock-server|fixtures|targets|steps|conformance|differential|bin)/',
        pathNot: tests,
      },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: `node_modules/(@types|${bundled})/`,
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
