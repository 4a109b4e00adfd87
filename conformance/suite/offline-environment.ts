// The environment of a run that must not reach anybody: nothing of the caller's target stays in it.
import type { ContractChoice } from '../../schemas/contract.ts';

/** The variables of this process without whatever names a target, with the edition and the validation to be held to. */
export const offlineEnvironment = ({
  edition,
  validation,
}: ContractChoice): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CANVAS_|FUMAGE_)/.test(name))),
  CANVAS_EDITION: edition,
  CANVAS_VALIDATION: validation,
});
