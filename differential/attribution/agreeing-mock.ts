// The mock that is compared. It can be told to agree with a reading of the other side: then only what is left differs.
import { instance } from '../../fixtures/instance.ts';
import { startMock, type Mock, type MockOptions } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';

export type Settings = NonNullable<MockOptions['settings']>;

export class AgreeingMock {
  readonly edition: Edition;
  #settings: Settings;
  #mock: Promise<Mock> | undefined;

  constructor(edition: Edition, settings: Settings = {}) {
    this.edition = edition;
    this.#settings = settings;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Takes settings on from here on. */
  async adopt(settings: Settings): Promise<void> {
    await this.close();
    this.#settings = { ...this.#settings, ...settings };
  }

  /** The mock as it is told so far. */
  currentMock(): Promise<Mock> {
    this.#mock ??= startMock({ edition: this.edition, records: instance, settings: this.#settings });
    return this.#mock;
  }

  async close(): Promise<void> {
    const mock = this.#mock;
    this.#mock = undefined;
    await (await mock)?.close();
  }
}
