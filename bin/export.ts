// canvas-harness export: the contract of an edition in the formats of the field.
import { Argument, Option, type Command } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { harness } from '../conformance/run/package.ts';
import { brunoOf, capabilityOf, openApiOf, postmanOf } from '../mock-server/contract-formats/index.ts';
import { contractOf, type Contract } from '../schemas/contract.ts';
import { triedCollectionOf } from './collection-of.ts';
import { editionOption, validationOption, type EditionOption, type ValidationOption } from './options.ts';
import { typesOf } from './types-of.ts';
import { writeFolder, writeOut } from './write-out.ts';

interface Options extends EditionOption, ValidationOption {
  readonly out?: string;
}

type Write = (contract: Contract, out: string | undefined) => Promise<void> | void;

const asJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const headOfTypes = ({ edition }: Contract): string =>
  `// Canvas Medical's FHIR Appointment API, edition ${edition}. Made by canvas-harness export types; do not edit it.\n`;

const formats: Readonly<Record<string, Write>> = {
  openapi: (contract, out) => {
    writeOut(out, asJson(openApiOf(contract, harness.version)));
  },
  types: async (contract, out) => {
    const text = await typesOf(openApiOf(contract, harness.version), process.cwd());
    writeOut(out, headOfTypes(contract) + text);
  },
  bruno: async (contract, out) => {
    if (out === undefined) throw new Stop('usage', 'a Bruno collection is a folder: name one with --out <folder>');
    writeFolder(out, brunoOf(await triedCollectionOf(contract, harness.version)));
  },
  postman: async (contract, out) => {
    writeOut(out, asJson(postmanOf(await triedCollectionOf(contract, harness.version))));
  },
  capability: (contract, out) => {
    writeOut(out, asJson(capabilityOf(contract)));
  },
};

const help = `
Formats:
  openapi      an OpenAPI 3.1 document: operations, schemas, and every refusal as an example with the id of its rule
  types        TypeScript types of that document; needs openapi-typescript in your project
  bruno        a Bruno collection: a folder an interaction, each request with tests of its status and its literal refusal
  postman      the same as a Postman collection, which newman runs
  capability   the CapabilityStatement that the mock serves at /metadata

Examples:
  canvas-harness export openapi --edition latest --out openapi.json
  canvas-harness export types --out canvas.ts
  canvas-harness export bruno --edition latest --out canvas-bruno
`;

const run = async (format: string, { edition, validation, out }: Options): Promise<void> => {
  await formats[format]?.(contractOf({ edition, validation }), out);
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
    .addArgument(new Argument('<format>', 'what to write').choices(Object.keys(formats)))
    .addOption(editionOption())
    .addOption(validationOption())
    .addOption(
      new Option('-o, --out <file>', 'write to a file (bruno: into a new folder) instead of the standard output'),
    )
    .addHelpText('after', help)
    .action(run);
};
