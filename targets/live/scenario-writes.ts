// The writes of one scenario: what its end says about those of the run.
import { ForeignAnswer } from '../failures.ts';
import type { Answer } from '../send.ts';
import { answerOfAnother, isAccepted, type Write } from './answered-write.ts';
import type { ProofOfWriting } from './proof-of-writing.ts';

/** The writes of one scenario. */
export class ScenarioWrites {
  readonly #proof: ProofOfWriting;
  readonly #day: string;
  readonly #writes: Write[] = [];

  constructor(proof: ProofOfWriting, day: string) {
    this.#proof = proof;
    this.#day = day;
  }

  /** Sends a request, and takes note of what it writes. */
  async watch(request: Request, send: (request: Request) => Promise<Answer>): Promise<Answer> {
    const body = await request.clone().text();
    const note = (answer: Answer): void => {
      this.#writes.push(...this.#proof.note(request, body, this.#day, answer));
    };
    try {
      const answer = await send(request);
      note(answer);
      return answer;
    } catch (error) {
      if (error instanceof ForeignAnswer) note(answerOfAnother(error.message));
      throw error;
    }
  }

  /** True where an update was accepted, of whatever record. */
  get hasUpdated(): boolean {
    return this.#writes.some((write) => write.method !== 'POST' && isAccepted(write));
  }

  /** Throws ServerLost where the scenario has failed, one was not done, and no such write is done any more. */
  async end(hasPassed: boolean): Promise<void> {
    if (hasPassed) this.#proof.trust(this.#writes);
    else await this.#proof.check(this.#writes);
  }
}
