// Puts one record away: an appointment is cancelled, a patient made inactive, and both are looked at again afterwards.
import { isAlike, isMarkedBy, type LiveClient, markOf, type Traits } from '../../targets/live/index.ts';
import { type Answer, NoAnswer } from '../../targets/index.ts';
import { jsonOf } from './diagnosis.ts';
import { withArticle } from '../../schemas/article.ts';

export interface Candidate {
  readonly type: string;
  readonly id: string;
  /** As a search has shown it, where it was found by one. */
  readonly resource?: object;
  readonly traits?: Traits;
  /** Looked at during the run, and found to be its own. */
  readonly isSure: boolean;
}

export type Ending =
  { readonly is: 'closed' | 'already' | 'gone' } | { readonly is: 'open' | 'left'; readonly why: string };

type Resource = Readonly<Record<string, unknown>>;

/** How each type is cleaned up: when it counts as such, and what is sent, the shortest first. */
const ways: Readonly<
  Record<string, { isClosed: (of: Resource) => boolean; bodies: (of: Resource) => readonly object[] }>
> = {
  Appointment: {
    isClosed: ({ status }) => status === 'cancelled' || status === 'entered-in-error',
    bodies: (resource) => [
      { resourceType: 'Appointment', status: 'cancelled' },
      { ...resource, status: 'cancelled' },
    ],
  },
  Patient: {
    isClosed: ({ active }) => active === false,
    bodies: (resource) => [{ ...resource, active: false }],
  },
};

const put = async (client: LiveClient, { type, id }: Candidate, body: object): Promise<Answer | undefined> =>
  client.update(`/${type}/${id}`, body).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  });

const current = async (
  client: LiveClient,
  { type, id, resource }: Candidate,
): Promise<Resource | undefined | number> => {
  const { status, text } = await client.ask(`/${type}/${id}`);
  const read = status === 200 ? jsonOf({ text }) : undefined;
  return read ?? (resource as Resource | undefined) ?? status;
};

/** By what a record is known as the run's: a ledger from elsewhere may name anything, the run itself has written its own. */
export type Proof = 'mark' | 'mark or ledger';

/** What a record without a mark is told by: the ledger alone. */
const isInLedger = (resource: Resource, { traits = {}, isSure }: Candidate): boolean =>
  markOf(resource) === undefined && (isSure || isAlike(resource, traits));

const unmarkedWhy = 'it bears no mark of the run, and the ledger alone proves nothing: look at it, close it by hand';

/** Why a record is not cleaned up; undefined where it is the run's. */
const objectionTo = (resource: Resource, candidate: Candidate, run: string, proof: Proof): Ending | undefined => {
  if (isMarkedBy(resource, run)) return undefined;
  if (!isInLedger(resource, candidate)) return { is: 'left', why: 'it does not carry the mark of the run' };
  return proof === 'mark' ? { is: 'open', why: unmarkedWhy } : undefined;
};

/** Puts a record of a run away, unless it turns out to be somebody else's. */
export const close = async (client: LiveClient, run: string, candidate: Candidate, proof: Proof): Promise<Ending> => {
  const way = ways[candidate.type];
  const before = await current(client, candidate);
  if (way === undefined) return { is: 'open', why: `no request closes ${withArticle(candidate.type)}` };
  if (before === 404 || before === 410) return { is: 'gone' };
  if (typeof before !== 'object') return { is: 'open', why: `it cannot be read: ${before ?? 'no answer'}` };
  const objection = objectionTo(before, candidate, run, proof);
  if (objection?.is === 'left') return objection;
  if (way.isClosed(before)) return { is: 'already' };
  if (objection !== undefined) return objection;
  let last: Answer | undefined;
  for (const body of way.bodies(before)) {
    last = await put(client, candidate, body);
    const { resource: _found, ...afresh } = candidate;
    const after = await current(client, afresh);
    if (typeof after === 'object' && way.isClosed(after)) return { is: 'closed' };
  }
  return { is: 'open', why: `the update was answered with ${last?.status ?? 'nothing'} and it is still open` };
};
