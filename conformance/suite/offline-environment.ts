// The environment of a run that must not reach anybody: nothing of the caller's target stays in it.
import type { ContractChoice } from '../../schemas/contract.ts';

/** The contract that a run is held to, and how closely. */
export interface RunContract extends ContractChoice {
  /** Whether refusals have to come in the words of the page, to the letter. */
  readonly strict?: boolean;
}

/** The variables of this process without whatever names a target, with the edition and the validation to be held to. */
export const offlineEnvironment = ({
  edition,
  validation,
  strict = false,
}: RunContract): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CANVAS_|FUMAGE_)/.test(name))),
  CANVAS_EDITION: edition,
  CANVAS_VALIDATION: validation,
  ...(strict ? { CANVAS_STRICT: 'true' } : {}),
});
