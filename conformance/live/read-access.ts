// What the token of a run may read: asked before the run, for each type that its scenarios read.
import type { LiveClient, Withholding } from '../../targets/live/index.ts';
import { NoAnswer } from '../../targets/index.ts';
import type { Candidate } from './candidate.ts';
import { diagnosisOf, remedies } from './diagnosis.ts';

/** The scenarios that read each type with the token of the run, by `file:line`. */
export type Reads = Readonly<Record<string, readonly string[]>>;

/** Gathers what scenarios read. */
export const readsIn = (candidates: readonly Candidate[]): Reads => {
  const types = [...new Set(candidates.flatMap(({ reads }) => reads))];
  return Object.fromEntries(
    types.map((type) => [type, candidates.filter(({ reads }) => reads.includes(type)).map(({ place }) => place)]),
  );
};

/** Why a search for a type is refused by what stands around the rules; undefined where it is not. A look without an answer says nothing. */
const refusalOf = async ({ baseUrl, ask }: LiveClient, type: string): Promise<string | undefined> => {
  const path = `/${type}?_count=1`;
  try {
    const answer = await ask(path);
    const diagnosis = diagnosisOf(answer);
    if (answer.status !== 403) return undefined;
    return `GET ${baseUrl}${path} answered 403: ${remedies[diagnosis]}`;
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
};

/** Asks for each access that scenarios need, and nothing else. Gives the scenarios that have to be withheld, with the reason. */
export const lookAtReads = async (client: LiveClient, reads: Reads): Promise<readonly Withholding[]> => {
  const withheld: Withholding[] = [];
  for (const [type, at] of Object.entries(reads)) {
    const reason = await refusalOf(client, type);
    if (reason !== undefined) withheld.push({ need: 'access', reason, at });
  }
  return withheld;
};

/** What a person is told of it before the run. */
export const accessLines = (withheld: readonly Withholding[]): readonly string[] =>
  withheld
    .filter(({ need }) => need === 'access')
    .map(({ reason, at }) => `access      ${at.length} scenarios are not exercised: ${reason}`);
