// The cleanup command: the ledger, the target of its runs, and what came of them in lines.
import { Ledger, ledgerIn } from '../../targets/live/index.ts';
import { environmentOf, type Environment } from './environment.ts';
import { Stop } from '../run/exit-codes.ts';
import { redacted, secretsIn } from '../../redaction/secrets.ts';
import { namedTarget } from './preflight.ts';
import { cleanup } from './cleanup.ts';
import { asStop, clientTo } from './open-live-run.ts';
import { runsIn } from './runs-in-ledger.ts';
import { cleanedLines } from './cleanup-report.ts';

interface CleanOptions {
  readonly exported: Environment;
  readonly ledger: string | undefined;
  readonly config: string | undefined;
  readonly only: string | undefined;
}

/** The environment, with the address of the last run that is open where no address is named. */
const withAddress = (environment: Environment, file: string): Environment => {
  const open = runsIn(new Ledger(file).entries()).filter(({ hasEnded }) => !hasEnded);
  const baseUrl = open.at(-1)?.baseUrl;
  return baseUrl === undefined ? environment : { CANVAS_FHIR_BASE_URL: baseUrl, ...environment };
};

/** Puts away what is open and says so. */
export const cleanCommand = async ({
  exported,
  ledger,
  config,
  only,
}: CleanOptions): Promise<{ readonly lines: readonly string[]; readonly isClean: boolean }> => {
  const given = environmentOf({ exported, config, options: { ledger } });
  const file = ledgerIn(given);
  const environment = withAddress(given, file);
  if (runsIn(new Ledger(file).entries()).every(({ hasEnded }) => hasEnded))
    return { lines: cleanedLines({ runs: [], passed: [] }, file), isClean: true };
  const baseUrl = namedTarget(environment);
  if (baseUrl === undefined)
    throw new Stop('configuration', 'no address: set CANVAS_FHIR_BASE_URL and the credentials of the run');
  try {
    const client = clientTo(baseUrl, environment);
    const cleaned = await cleanup(file, client, only);
    const secrets = [...secretsIn(environment), ...client.tokens.values];
    return {
      lines: cleanedLines(cleaned, file).map((line) => redacted(line, secrets)),
      isClean: cleaned.runs.every(({ open }) => open.length === 0),
    };
  } catch (error) {
    throw asStop(error);
  }
};
