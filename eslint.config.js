// The lint rules: typed, strict, and with the house's limits on the length of files and functions.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeGlobals = Object.fromEntries(
  ['Buffer', 'URL', 'URLSearchParams', 'console', 'fetch', 'performance', 'process', 'setTimeout', 'clearTimeout'].map(
    (name) => [name, 'readonly'],
  ),
);

const browserGlobals = Object.fromEntries(
  [
    ...['AbortController', 'CSS', 'FormData', 'Node', 'TextDecoderStream', 'addEventListener', 'document', 'history'],
    ...['location', 'matchMedia', 'navigator', 'sessionStorage', 'setInterval'],
  ].map((name) => [name, 'readonly']),
);

/** node:test collects what these give by itself. */
const selfAwaited = { from: 'package', package: 'node:test', name: ['test', 'describe', 'it', 'suite'] };

const types = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/prefer-readonly': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [selfAwaited] }],
  // Fastify's handlers may be async without awaiting, and give back what a step or a hook hands on.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // An empty string is as good as none: `||` says so on purpose.
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  // A guard of the form `<T>(value: T | Rejection) => value is Rejection` names its parameter once, rightly.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // [...text] is meant: it goes by code points.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  // A leading underscore says that a value is not used.
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  // Index signatures are read as record['name'], which the compiler's own option asks for elsewhere.
  '@typescript-eslint/dot-notation': 'off',
};

const form = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': 'error',
  'no-param-reassign': 'error',
  'no-console': 'error',
  'max-lines-per-function': ['error', { max: 60 }],
};

/** What works on one system only: the tests run on Windows in CI, and this says it before. */
const portable = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'MemberExpression[property.name="pathname"][object.arguments.1.object.type="MetaProperty"]',
      message: 'On Windows the path of a file URL is no path of a file: use fileURLToPath.',
    },
    {
      selector: 'Literal[value=/^\\u002f(tmp|dev|etc|usr|var)\\u002f/]',
      message: 'Windows has no such folder: use os.tmpdir() or a path that the user gives.',
    },
    {
      selector: 'TemplateElement[value.raw=/^file:\\u002f\\u002f/]',
      message: 'A file URL with a drive letter is written by pathToFileURL.',
    },
    {
      selector:
        'CallExpression[callee.name=/^(spawn|spawnSync|execFile|execFileSync)$/][arguments.0.value=/^(npm|npx)$/]:not(:has(Property[key.name="shell"]))',
      message: 'npm is a script on Windows, which only a shell starts: set the option shell.',
    },
    {
      selector:
        'CallExpression[callee.property.name="write"][callee.object.property.name="stderr"]:not(:has(Identifier[name=/^withoutControls/]))',
      message: 'What is said may quote a server: use say, which lets nothing of it act on a terminal or a CI job.',
    },
  ],
};

export default tseslint.config(
  // The table of the framework's classes is generated: 150 kB that took as long to lint as all other files.
  { ignores: ['dist/', './reports/', 'coverage/', 'node_modules/', 'mock-server/domain/framework/classes.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...types, ...form, 'max-lines': ['error', { max: 200 }] },
  },
  // Tables may be as long as what they list; a test may tell its story at length.
  {
    files: [
      'schemas/rules/**',
      'schemas/canvas/collections.ts',
      'mock-server/domain/framework/classes.ts',
      'differential/probe/table/**',
      'bench/advice/mistakes.ts',
      'bench/faults/blind.ts',
      'bench/faults/blind-neighbours.ts',
      'bench/faults/by-statement.ts',
      'bench/faults/further.ts',
      'bench/faults/implementing.ts',
      'bench/faults/half-reading.ts',
      'bench/faults/letting-in.ts',
      'bench/faults/many-kinds.ts',
      'bench/faults/neighbours.ts',
      'bench/faults/storing.ts',
      'bench/faults/unforeseen.ts',
      'bench/faults/updating.ts',
      'bench/faults/writing.ts',
      'bench/wire/rows.ts',
      '**/*.test.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
  // The command line and the reports speak to a reader; the server says what went wrong.
  {
    files: [
      'bin/**',
      'bench/**',
      'examples/**',
      'scripts/**',
      'conformance/**',
      'differential/**',
      'mock-server/http/server.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.{ts,js,mjs}'], ignores: ['**/*.test.ts', 'bench/**'], rules: portable },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: nodeGlobals }, rules: form },
  { files: ['mock-server/admin/page/browser/*.js'], languageOptions: { globals: browserGlobals } },
  { files: ['**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly', ...nodeGlobals } },
  },
);
