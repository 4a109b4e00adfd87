// The table that a run is judged by: the rules that bind a server, or the obligations that bind a client.
import { createHash } from 'node:crypto';
import { isInEdition, isInForceUnder, type ContractChoice } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { isObligationId, isOwedIn, obligationIds, obligationOf, obligations } from '../../schemas/obligations/index.ts';
import type { Obligation } from '../../schemas/obligations/obligation.ts';
import type { Rule } from '../../schemas/rules/rule.ts';
import { ruleIds, ruleOf, rules, type RuleId } from '../../schemas/rules/index.ts';
import type { Target } from '../suite/messages/index.ts';

/** An entry of either table, with what only one of them has as optional members. */
export type JudgedEntry = Pick<Rule, 'on' | 'basis' | 'statement' | 'source' | 'since' | 'until'> &
  Partial<Pick<Rule, 'outcome' | 'decision'>> &
  Partial<Pick<Obligation, 'matters' | 'remedy' | 'exercise'>>;

export interface JudgedTable {
  /** What an entry is called. */
  readonly one: string;
  readonly many: string;
  readonly ids: readonly string[];
  readonly entryOf: (id: string) => JudgedEntry;
  readonly isInEdition: (id: string, edition: Edition) => boolean;
  readonly isInForce: (id: string, choice: ContractChoice) => boolean;
  /** The digest of the table. */
  readonly digest: () => string;
}

const digestOf = (table: object): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(table)).digest('hex')}`;

const ofServers: JudgedTable = {
  one: 'rule',
  many: 'rules',
  ids: ruleIds,
  entryOf: (id) => ruleOf(id as RuleId),
  isInEdition: (id, edition) => isInEdition(id as RuleId, edition),
  isInForce: (id, choice) => isInForceUnder(id as RuleId, choice),
  digest: () => digestOf(rules),
};

const isOwed = (id: string, edition: Edition): boolean => isObligationId(id) && isOwedIn(id, edition);

const ofClients: JudgedTable = {
  one: 'obligation',
  many: 'obligations',
  ids: obligationIds,
  entryOf: (id) => {
    if (isObligationId(id)) return obligationOf(id);
    throw new Error(`no obligation is called '${id}'`);
  },
  isInEdition: isOwed,
  isInForce: (id, { edition }) => isOwed(id, edition),
  digest: () => digestOf(obligations),
};

/** The table that a target is judged by. */
export const tableFor = ({ kind }: Pick<Target, 'kind'>): JudgedTable => (kind === 'client' ? ofClients : ofServers);
