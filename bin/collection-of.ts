// The collection of a contract for `export`, tried on mocks that start for it and end with it.
import { collectionOf, type Collection, type OnMock } from '../mock-server/contract-formats/index.ts';
import type { Contract } from '../schemas/contract.ts';

/** The calls of a contract, each answered as it says by a mock of the contract. */
export const triedCollectionOf = async (contract: Contract, version: string): Promise<Collection> => {
  const { startMock } = await import('../mock-server/index.ts');
  const { edition, validation } = contract;
  const onMock: OnMock = async (work) => {
    const mock = await startMock({ edition, validation });
    try {
      return await work(mock);
    } finally {
      await mock.close();
    }
  };
  return collectionOf(contract, version, onMock);
};
