// The CapabilityStatement that a mock of an edition serves.
import type { Contract } from '../../schemas/contract.ts';
import { capabilityStatement } from '../resources/any-type/capabilities.ts';
import { resources } from '../resources/index.ts';

/** The day of an edition, in milliseconds since 1970: two exports of it are the same. */
const dayOfEdition = ({ edition }: Contract): number => Date.parse(`${edition}T00:00:00Z`);

/** The statement, dated by the edition. A mock dates its own by the moment in which it started. */
export const capabilityOf = (contract: Contract): object =>
  capabilityStatement(resources, contract.edition, dayOfEdition(contract));
