// The cleanup command: the ledger, the target of its runs, and what came of them in lines.
import { Ledger, ledgerIn, type LedgerText } from '../../targets/live/index.ts';
import { environmentOf, type Environment } from './environment.ts';
import { exitCodes, Stop } from '../run/exit-codes.ts';
import { redacted, secretsIn } from '../../redaction/secrets.ts';
import { namedTarget, preflight } from './preflight.ts';
import { cleanup, type Cleaned } from './cleanup.ts';
import { asStop, clientTo } from './open-live-run.ts';
import { type LedgerRun, runsIn } from './runs-in-ledger.ts';
import { cleanedLines } from './cleanup-report.ts';

interface CleanOptions {
  readonly exported: Environment;
  readonly ledger: string | undefined;
  readonly config: string | undefined;
  readonly only: string | undefined;
}

/** The environment, with the address of the last run that is open where no address is named. */
const withAddress = (environment: Environment, runs: readonly LedgerRun[]): Environment => {
  const baseUrl = runs.findLast((run) => !run.hasEnded && run.baseUrl !== undefined)?.baseUrl;
  return baseUrl === undefined ? environment : { CANVAS_FHIR_BASE_URL: baseUrl, ...environment };
};

const readLedger = (file: string): LedgerText => {
  try {
    return new Ledger(file).read();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new Stop('usage', `cannot read the ledger ${file}: ${why} (--ledger <file>, or CANVAS_LEDGER)`);
  }
};

/** The runs of a ledger. Refuses a file that tells of none, and a run that it does not tell of. */
const namedRuns = (file: string, { entries, unread }: LedgerText, only: string | undefined): readonly LedgerRun[] => {
  const runs = runsIn(entries);
  if (runs.length === 0) {
    const [first] = unread;
    const why =
      first === undefined
        ? 'it is empty'
        : `line ${first.line} is ${first.why === 'torn' ? 'torn' : 'not a line of a ledger'}`;
    throw new Stop('usage', `${file} records no run: ${why}; name the ledger with --ledger <file>`);
  }
  if (only !== undefined && runs.every(({ run }) => run !== only))
    throw new Stop('usage', `${file} records no run ${only}; its runs: ${runs.map(({ run }) => run).join(', ')}`);
  return runs;
};

/** What a cleanup ends in: everything is cleaned up, something stays open, or something could not be read. */
const codeOf = ({ runs, passed, unread }: Cleaned): number => {
  if (unread.some(({ why }) => why === 'foreign') || passed.some(({ isOfOther }) => isOfOther))
    return exitCodes.usage.code;
  return passed.length > 0 || runs.some(({ open }) => open.length > 0) ? exitCodes.divergent.code : 0;
};

/** Puts away what is open and says so. */
export const cleanCommand = async ({
  exported,
  ledger,
  config,
  only,
}: CleanOptions): Promise<{ readonly lines: readonly string[]; readonly exitCode: number }> => {
  const given = environmentOf({ exported, config, options: { ledger } });
  const file = ledgerIn(given);
  const text = readLedger(file);
  const runs = namedRuns(file, text, only).filter(({ run }) => only === undefined || run === only);
  if (runs.every(({ hasEnded }) => hasEnded)) {
    const nothing = { runs: [], passed: [], unread: text.unread };
    return { lines: cleanedLines(nothing, file), exitCode: codeOf(nothing) };
  }
  const environment = withAddress(given, runs);
  const baseUrl = namedTarget(environment);
  if (baseUrl === undefined)
    throw new Stop('configuration', 'no address: set CANVAS_FHIR_BASE_URL and the credentials of the run');
  try {
    const client = clientTo(baseUrl, environment);
    const look = await preflight(client);
    if (!look.isReady) throw new Stop('inconclusive', `nothing was cleaned up: ${look.reason}`);
    const cleaned = await cleanup(file, client, { only, proof: 'mark' });
    const secrets = [...secretsIn(environment), ...client.tokens.values];
    return { lines: cleanedLines(cleaned, file).map((line) => redacted(line, secrets)), exitCode: codeOf(cleaned) };
  } catch (error) {
    throw asStop(error);
  }
};
