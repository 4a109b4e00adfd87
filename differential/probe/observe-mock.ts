// What a mock answers to the same experiments, as it is or with some readings taken.
import { instance } from '../../fixtures/instance.ts';
import { startMock } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { inProcess } from '../requests/in-process.ts';
import type { Reading } from './table/ambiguity.ts';
import { observationsIn, observe, type Observed } from './observe.ts';

/** The observations on a mock of an edition that takes a reading. */
export const observedOnMock = async (
  edition: Edition,
  reading: Reading,
  day?: string,
): Promise<ReadonlyMap<string, Observed>> => {
  const mock = await startMock({ edition, records: instance, ...reading });
  try {
    const target = { ...inProcess(mock, edition), ...(day === undefined ? {} : { day }) };
    const restartMock = async (): Promise<typeof target> => {
      mock.world.reset();
      return target;
    };
    return observationsIn((await observe(restartMock, 'creates')).results);
  } finally {
    await mock.close();
  }
};
