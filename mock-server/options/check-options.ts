// What is wrong with the options of a mock, in one line: for those who call it without a compiler.
import { frameworks, validations } from '../../schemas/contract.ts';
import { editionNames } from '../../schemas/editions/editions.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { faultOnce } from '../../schemas/validate.ts';
import { listed } from '../../schemas/own-host.ts';
import { settingsSchema } from '../../schemas/canvas/settings-schema.ts';

const count = (least: number, most: number) => ({ type: 'integer', minimum: least, maximum: most }) as const;
const text = { type: 'string', minLength: 1 } as const;

const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    port: count(0, 65_535),
    host: text,
    edition: { enum: editionNames },
    validation: { enum: validations },
    framework: { enum: frameworks },
    contract: { type: 'object' },
    without: { type: 'array', items: { enum: ruleIds } },
    outcomes: { type: 'object', propertyNames: { enum: ruleIds } },
    records: { type: 'object' },
    sample: { type: 'boolean' },
    recordChanges: { type: 'object' },
    settings: { ...settingsSchema, $id: 'mock-options-settings.schema.json' },
    clients: { type: 'object', additionalProperties: { type: ['string', 'object'] } },
    data: text,
    token: text,
    seed: { type: 'string' },
    bodyLimit: count(1, 1_073_741_824),
    requestTimeout: count(1, 3_600_000),
    maxWorlds: count(1, 1_000_000),
    maxConnections: count(1, 1_000_000),
    journal: count(0, 1_000_000),
    onExchange: {},
    delay: count(0, 600_000),
    adminToken: text,
    cors: text,
    allowedHost: text,
    peers: text,
    readOnly: { type: 'boolean' },
    code: { type: 'object' },
    alteration: { type: 'object' },
  },
} as const;

const isHttpAddress = (text: string): boolean => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '');

/** The schema for some options: of those that are not given only the names count, since a start waits for what is compiled. */
const schemaFor = (given: object) => {
  const properties = Object.entries(optionsSchema.properties).map(
    ([name, schema]) => [name, name in given ? schema : {}] as const,
  );
  const checked = properties.flatMap(([name]) => (name in given ? [name] : []));
  return {
    ...optionsSchema,
    $id: `mock-options.schema.json?${checked.join()}`,
    properties: Object.fromEntries(properties),
  };
};

/** Which option is wrong and how; undefined where all are right. An option that is undefined counts as left out. */
const faultOfOptions = (options: object): string | undefined => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const fault = faultOnce(schemaFor(given), given);
  if (fault !== undefined) return `${fault.where}: ${fault.problem}`;
  const peer = listed(String(given['peers'] ?? '')).find((url) => !isHttpAddress(url));
  if (peer !== undefined) return `peers: '${peer}' is not an http or https address`;
  return 'records' in given && given['sample'] === true ? 'sample: cannot be joined with records' : undefined;
};

/** Throws where an option is wrong. */
export const checkOptions = (options: object): void => {
  const fault = faultOfOptions(options);
  if (fault !== undefined) throw new TypeError(`The options of a mock: ${fault}`);
};
