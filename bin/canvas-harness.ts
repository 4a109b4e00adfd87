// The command line: its commands, each loaded only when it is called, and the exit code of whatever goes wrong.
import { Command, CommanderError } from 'commander';
import { exitCodeLines, exitCodes, Stop } from '../conformance/run/exit-codes.ts';
import { harness } from '../conformance/run/package.ts';
import { redacted, secretsIn } from '../redaction/secrets.ts';
import { addCleanup } from './cleanup.ts';
import { addCompare } from './compare.ts';
import { addDeviations } from './deviations.ts';
import { addDoctor } from './doctor.ts';
import { addDrift } from './drift.ts';
import { addEditions } from './editions.ts';
import { addFixtures } from './fixtures.ts';
import { addMock } from './mock.ts';
import { addProbe } from './probe.ts';
import { addProxy } from './proxy.ts';
import { addRecheck } from './recheck.ts';
import { addRules } from './rules.ts';
import { addVerify } from './verify.ts';
import { addWorld } from './world.ts';

const examples = `
Examples:
  canvas-harness verify                        all rules against the embedded mock
  canvas-harness verify --rules status         one topic
  canvas-harness mock --port 4010              a mock to develop against
  canvas-harness fixtures --out clinic.json    a clinic full of data for it
  canvas-harness rules --topic status          what is claimed, and where it is written

Exit codes:
${exitCodeLines()}
`;

const program = (): Command => {
  const command = new Command('canvas-harness')
    .description("Conformance suite and mock for Canvas Medical's FHIR Appointment API.")
    .version(harness.version, '-V, --version')
    .addHelpText('after', examples)
    .showHelpAfterError('(canvas-harness --help lists the commands and options)')
    // An option behind a command is the command's, also where a command above it has one of the same name.
    .enablePositionalOptions()
    .exitOverride();
  const commands = [
    addVerify,
    addDoctor,
    addCleanup,
    addMock,
    addFixtures,
    addRules,
    addEditions,
    addCompare,
    addRecheck,
    addDeviations,
    addWorld,
    addDrift,
    addProbe,
    addProxy,
  ];
  for (const add of commands) add(command);
  for (const sub of command.commands) sub.exitOverride().showHelpAfterError(`(canvas-harness ${sub.name()} --help)`);
  return command;
};

const codeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage.code;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(redacted(`canvas-harness: ${message}\n`, secretsIn(process.env)));
  if (error instanceof Stop) return exitCodes[error.conclusion].code;
  if (error instanceof Error && process.env['DEBUG'] !== undefined) process.stderr.write(`${error.stack ?? ''}\n`);
  return exitCodes.configuration.code;
};

try {
  const command = program();
  if (process.argv.length <= 2) command.outputHelp();
  else await command.parseAsync();
} catch (error) {
  process.exitCode = codeOf(error);
}
