// canvas-harness probe: asks a live target about what the documents leave open, and says how the mock agrees with it.
import { Option, type Command } from 'commander';
import type { Level } from '../conformance/live/plan.ts';
import { addLimits, limits, type LiveOptions } from './live-options.ts';
import { editionOption, type EditionOption } from './options.ts';

interface Options extends EditionOption, LiveOptions {
  readonly against?: string;
  readonly level: Level;
  readonly register?: string;
  readonly plan?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Asks the server at --against, or at CANVAS_FHIR_BASE_URL, about each ambiguity of docs/decisions/README.md that requests
can decide: reads and searches first, then bodies that every reading refuses, then appointments of its own. It writes as
verify does: within the fence and the budget, into the ledger, and puts away what it has created (on this machine only with
--ledger). Each finding goes to the register with its date and its exchanges; earlier ones stay there, and verify shows
the register in its reports.

Examples:
  canvas-harness probe --against http://127.0.0.1:4010
  canvas-harness probe --config sandbox.json --level smoke      reads, searches and refused bodies only
  canvas-harness probe --config sandbox.json --plan             what would be asked; sends nothing

Exit codes: 0 asked, whatever the answers; 2 usage; 3 the server gave no usable answer to something; 5 configuration;
6 stopped for safety.
`;

const environmentFrom = async (options: Options): Promise<Readonly<Record<string, string | undefined>>> => {
  const { environmentOf } = await import('../conformance/live/environment.ts');
  const { config, edition, against, register } = options;
  return environmentOf({
    exported: process.env,
    config,
    edition,
    options: { ...limits(options), CANVAS_FHIR_BASE_URL: against, CANVAS_PROBES: register },
  });
};

const baseUrlIn = async (environment: Readonly<Record<string, string | undefined>>): Promise<string> => {
  const [{ namedAddress }, { Stop }] = await Promise.all([
    import('../conformance/live/preflight.ts'),
    import('../conformance/run/exit-codes.ts'),
  ]);
  const named = namedAddress(environment);
  if (named !== undefined) return named;
  throw new Stop('configuration', 'no target: name it with --against <url>, or set CANVAS_FHIR_BASE_URL');
};

const run = async (options: Options): Promise<void> => {
  const [{ probe, planLine, documentOf, planLines, exitCodeOf, maxImpactOf }, { registerIn }] = await Promise.all([
    import('../differential/probe/index.ts'),
    import('../conformance/probe-register/register.ts'),
  ]);
  const { edition, json = false, quiet = false } = options;
  const environment = await environmentFrom(options);
  const baseUrl = await baseUrlIn(environment);
  const impact = maxImpactOf(options.level);
  if (options.plan === true) {
    process.stdout.write(`${[planLine({ baseUrl, edition, impact, environment }), ...planLines(impact)].join('\n')}\n`);
    return;
  }
  const asked = {
    baseUrl,
    edition,
    impact,
    environment,
    register: registerIn(environment),
    at: new Date().toISOString(),
    say: (line: string): void => {
      if (!quiet) process.stderr.write(`${line}\n`);
    },
  };
  const probed = await probe(asked);
  process.stdout.write(
    json ? `${JSON.stringify(documentOf(probed, asked), null, 2)}\n` : `${probed.lines.join('\n')}\n`,
  );
  process.exitCode = exitCodeOf(probed);
};

/** Adds the command. */
export const addProbe = (program: Command): void => {
  const command = program
    .command('probe')
    .description('ask a live target about what the documents leave open, and say which settings make the mock agree')
    .option('--against <url>', 'the base URL of the target (CANVAS_FHIR_BASE_URL)')
    .addOption(editionOption())
    .addOption(
      new Option('--level <level>', 'smoke creates nothing; core and full create appointments')
        .choices(['smoke', 'core', 'full'])
        .env('CANVAS_LEVEL')
        .default('core'),
    )
    .option('--register <file>', 'file that keeps what was found (CANVAS_PROBES, else canvas-probes.json)')
    .option('--plan', 'say what would be asked, and send nothing')
    .option('--json', 'print the findings as JSON')
    .option('--config <file>', 'config file that doctor has written');
  addLimits(command).option('-q, --quiet', 'print the result only').addHelpText('after', help).action(run);
};
