// The whole suite with an independent validator between it and the mock: what contradicts the OpenAPI document is answered 502.
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../conformance/run/package.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { ran } from './installed-tool.ts';
import { contradictionsWith } from './openapi-exchanges.ts';
import { forward, serve } from './server.ts';

/** The header that names the mock which a request is for, on its way through the validator. */
export const meant = 'x-meant-for';

/** What came of a run. */
interface Validated {
  readonly scenarios: number;
  /** The places of the scenarios that failed. */
  readonly failed: readonly string[];
  /** How many exchanges went through the validator. */
  readonly exchanges: number;
  /** What contradicted the document. */
  readonly stopped: readonly string[];
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body ?? ''));

/** Runs every scenario of an edition, or those of some rules, through a validator of its document. */
export const validatedSuite = async (
  edition: Edition,
  document: object,
  rules: readonly string[] = [],
): Promise<Validated> => {
  const contradictionsIn = await contradictionsWith(document);
  const stopped: string[] = [];
  const validator = await serve(async ({ headers: { [meant]: mock = '', ...headers }, ...received }) => {
    const reply = await forward(String(mock), { ...received, headers });
    const { method, url: path, body } = received;
    if (path.startsWith('/auth/')) return reply;
    const told = { method, path, headers: headers as Readonly<Record<string, string>>, body };
    const found = contradictionsIn(told, { status: reply.status, text: textOf(reply.body) });
    stopped.push(...found);
    return found.length === 0 ? reply : { status: 502, body: found.join('\n') };
  });
  try {
    const script = fileURLToPath(new URL('./suite-through.ts', import.meta.url));
    const args = ['--import', './scripts/ts-hooks.mjs', script, edition, validator.url, ...rules];
    const { code, output } = await ran(process.execPath, args, packageRoot);
    if (code !== 0) throw new Error(output);
    const outcome = JSON.parse(output) as Pick<Validated, 'scenarios' | 'failed'>;
    return { ...outcome, exchanges: validator.received.length, stopped };
  } finally {
    await validator.close();
  }
};
