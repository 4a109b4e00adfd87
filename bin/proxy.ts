// canvas-harness proxy: stands between an application and a live sandbox, and tells of every answer that surprises it.
import { printLines } from './print-lines.ts';
import { shownJson } from '../schemas/controls.ts';
import { say } from '../schemas/say.ts';
import { Option, type Command } from 'commander';
import { environmentOf } from '../conformance/live/index.ts';
import { liveBase, startProxy, summaryLines } from '../differential/proxy/index.ts';
import { listed } from '../schemas/own-host.ts';
import { settingOption, settingsHelp, type SettingOption } from './setting-option.ts';
import { editionOption, validationOptions, wholeNumber, type EditionOption, type MockValidation } from './options.ts';

interface Options extends EditionOption, MockValidation, SettingOption {
  readonly to: string;
  readonly port: number;
  readonly host: string;
  readonly allowedHost?: string;
  readonly log?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Give your application the proxy's address as its FHIR base URL. Every answer is the live one, byte for byte; beside it a
mock predicts each answer about appointments from what has passed before, and what differs is a surprise, named by rule.
What was never seen cannot be predicted, and is counted, not reported. Tokens are never written down, nor are names and
free text that stand where FHIR has them.
Requests below /auth/ go to the EHR host (CANVAS_INSTANCE_URL, else the same without fumage-).

Examples:
  canvas-harness proxy --to http://127.0.0.1:4010 --port 4020
  canvas-harness proxy --to https://fumage-example.canvasmedical.com --edition latest --log surprises.jsonl
  canvas-harness proxy --to https://fumage-example.canvasmedical.com --setting doubleBooking=forbid

Ctrl-C ends it with a summary. Exit codes: 0 no surprise, 1 at least one, 2 usage, 5 it cannot listen.
`;

const run = async (options: Options): Promise<void> => {
  const {
    edition,
    validation,
    framework,
    setting,
    host,
    port,
    log,
    allowedHost,
    json = false,
    quiet = false,
  } = options;
  const to = liveBase(options.to);
  const proxy = await startProxy({
    to,
    host,
    port,
    allowedHosts: listed(allowedHost),
    edition,
    mock: { validation, framework, ...(setting === undefined ? {} : { settings: setting }) },
    environment: environmentOf({ exported: process.env }),
    log,
    onSurprise: (surprise) => {
      if (json) printLines([shownJson(surprise)]);
    },
    say: (line) => {
      if (!quiet) say(line);
    },
  });
  if (json) printLines([shownJson({ url: proxy.url, to, edition, pid: process.pid })]);
  else if (!quiet) printLines([`proxy       ${proxy.url} to ${to}, edition ${edition}; Ctrl-C ends it`]);
  const end = (): void => {
    // A second signal ends it at once.
    process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1));
    void proxy.close().then((summary) => {
      printLines(json ? [shownJson({ summary })] : summaryLines(summary));
      process.exitCode = summary.surprises > 0 ? 1 : 0;
    });
  };
  process.once('SIGINT', end).once('SIGTERM', end);
};

/** Gives the command its options and its action. */
export const define = (command: Command): void => {
  for (const option of [editionOption(), ...validationOptions()]) command.addOption(option);
  command
    .requiredOption('--to <url>', 'the base URL of the live side')
    .addOption(
      new Option('-p, --port <port>', 'port to listen on; 0 lets the system choose')
        .argParser(wholeNumber(0, 65_535))
        .default(4020),
    )
    .option('-H, --host <host>', 'address to listen on', '127.0.0.1')
    .option('--allowed-host <names>', 'names under which a proxy on loopback may be asked beside its own, or *')
    .addOption(settingOption())
    .option('--log <file>', 'add a line of JSON to this file for each surprise')
    .option('--json', 'print the address, each surprise and the summary as lines of JSON')
    .option('-q, --quiet', 'print the summary only')
    .addHelpText('after', settingsHelp())
    .addHelpText('after', help)
    .action(run);
};
