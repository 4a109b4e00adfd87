// What is kept of a body that flows by.
import type { Readable } from 'node:stream';

/** Bytes that are kept of a body; more pass, but are not looked at. */
const maxCapturedBytes = 4_194_304;

/** A copy of what flows through a stream. */
export class CapturedBody {
  readonly #chunks: Buffer[] = [];
  #length = 0;

  constructor(stream: Readable) {
    stream.on('data', (chunk: Buffer) => {
      this.#length += chunk.length;
      if (this.#length <= maxCapturedBytes) this.#chunks.push(chunk);
    });
  }

  get isCut(): boolean {
    return this.#length > maxCapturedBytes;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
