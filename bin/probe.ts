// canvas-harness probe: asks a live target about what the documents leave open, and says how the mock agrees with it.
import { shownJson } from '../schemas/controls.ts';
import { say } from '../schemas/say.ts';
import { Option, type Command } from 'commander';
import { environmentOf, type Environment, namedAddress } from '../conformance/live/index.ts';
import type { Level } from '../conformance/live/live-plan.ts';
import { registerIn } from '../conformance/probe-register/index.ts';
import { Stop } from '../conformance/run/exit-codes.ts';
import { documentOf, exitCodeOf, maxImpactOf, planLine, planLines, probe } from '../differential/probe/index.ts';
import { addLimits, type LimitOptions } from './live-options.ts';
import { editionOption, type EditionOption } from './options.ts';
import { printLines } from './print-lines.ts';

interface Options extends EditionOption, LimitOptions {
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
verify does: within the fence and the budget, into the ledger, and cleans up what it has created (on this machine only with
--ledger). Each finding goes to the register with its date and its exchanges; earlier ones stay there, and verify shows
the register in its reports.

Examples:
  canvas-harness probe --against http://127.0.0.1:4010
  canvas-harness probe --config sandbox.json --level smoke      reads, searches and refused bodies only
  canvas-harness probe --config sandbox.json --plan             what would be asked; sends nothing

Exit codes: 0 asked, whatever the answers; 2 usage; 3 the server gave no usable answer to something; 5 configuration;
6 stopped for safety.
`;

const baseUrlIn = (environment: Environment): string => {
  const named = namedAddress(environment);
  if (named !== undefined) return named;
  throw new Stop('configuration', 'no target: name it with --against <url>, or set CANVAS_FHIR_BASE_URL');
};

const run = async (options: Options): Promise<void> => {
  const { config, edition, against: baseUrlAsked, json = false, quiet = false } = options;
  const environment = environmentOf({
    exported: process.env,
    config,
    edition,
    options: { ...options, baseUrl: baseUrlAsked },
  });
  const baseUrl = baseUrlIn(environment);
  const impact = maxImpactOf(options.level);
  if (options.plan === true) {
    printLines([planLine({ baseUrl, edition, impact, environment }), ...planLines(impact)]);
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
      if (!quiet) say(line);
    },
  };
  const probed = await probe(asked);
  printLines(json ? [shownJson(documentOf(probed, asked), 2)] : probed.lines);
  process.exitCode = exitCodeOf(probed);
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  command
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
