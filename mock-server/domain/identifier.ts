// identifier: external ids, and which of them an update replaces.
import type { Identifier } from '../../schemas/appointment.ts';
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Refusals } from './behaviour.ts';
import { dayLength, parseDay } from '../../schemas/canvas/instant.ts';
import type { StoredIdentifier } from '../../schemas/canvas/record.ts';

/** Canvas keeps days: of an instant only the date stays. */
const day = (text: string | undefined): string | null => text?.slice(0, 10) ?? null;

/** An identifier as it is stored. */
export const toStoredIdentifier = (id: string, { use, system, value, period }: Identifier): StoredIdentifier => ({
  id,
  use: use ?? null,
  system: system ?? null,
  value: value ?? null,
  issued: day(period?.start),
  expires: day(period?.end),
});

/** A stored identifier as FHIR shows it. */
export const toFhirIdentifier = ({ id, use, system, value, issued, expires }: StoredIdentifier): Identifier => ({
  ...(id === '' ? {} : { id }),
  ...(use === null ? {} : { use }),
  ...(system === null ? {} : { system }),
  ...(value === null ? {} : { value }),
  ...(issued === null && expires === null
    ? {}
    : { period: { ...(issued === null ? {} : { start: issued }), ...(expires === null ? {} : { end: expires }) } }),
});

/** The first instant after a day, month or year given as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
const endOfPeriod = (text: string): number => {
  const [year = 0, month, date] = text.split('-').map(Number);
  if (date !== undefined) return (parseDay(text) ?? 0) + dayLength;
  return month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
};

const startOfPeriod = (text: string): number => parseDay(`${text}-01-01`.slice(0, 10)) ?? 0;

/** Whether a period has not ended; one without an end never does, and its last day belongs to it. */
export const isUnexpired = ({ expires }: StoredIdentifier, now: number): boolean =>
  expires === null || endOfPeriod(expires) > now;

const hasBegun = ({ issued }: StoredIdentifier, now: number): boolean =>
  issued === null || startOfPeriod(issued) <= now;

const isReplaceable = (identifier: StoredIdentifier, { instance, now }: Attempt): boolean =>
  isUnexpired(identifier, now) &&
  (instance.settings.identifierReplacement === 'end-in-future' || hasBegun(identifier, now));

const storedIds = ({ stored }: Attempt): ReadonlySet<string | undefined> =>
  new Set((stored?.identifiers ?? []).map(({ id }) => id));

const uses = ['usual', 'official', 'temp', 'secondary', 'old'];

export const identifierRefusals = {
  'identifier/use-is-known': ({ proposal: { identifier = [] } }) => {
    const position = identifier.findIndex(({ use }) => use !== undefined && !uses.includes(use));
    return position < 0
      ? undefined
      : reject('identifier/use-is-known', {
          where: `identifier[${position}].use`,
          value: identifier[position]?.use ?? '',
        });
  },
} satisfies Partial<Refusals>;

const firstDay = '1970-01-01';
const lastDay = '2100-12-31';

/** What an identifier is and how long it lasts where nobody has said. */
const completeIdentifier = (identifier: StoredIdentifier): StoredIdentifier => ({
  ...identifier,
  use: identifier.use ?? 'usual',
  issued: identifier.issued ?? firstDay,
  expires: identifier.expires ?? lastDay,
});

export const identifierEffects = {
  'identifier/stored': (draft, attempt) => {
    const known = storedIds(attempt);
    const added = (attempt.proposal.identifier ?? []).filter(({ id }) => !known.has(id));
    return added.length === 0
      ? draft
      : { ...draft, identifiers: [...draft.identifiers, ...added.map((sent) => toStoredIdentifier('', sent))] };
  },
  'identifier/has-defaults': (draft, { proposal }) =>
    proposal.identifier === undefined ? draft : { ...draft, identifiers: draft.identifiers.map(completeIdentifier) },
  'identifier/id-assigned': (draft, { ids, proposal }) =>
    proposal.identifier === undefined
      ? draft
      : {
          ...draft,
          identifiers: draft.identifiers.map((identifier, position) =>
            identifier.id === ''
              ? {
                  ...identifier,
                  id: ids.identifiers[position - draft.identifiers.length + ids.identifiers.length] ?? '',
                }
              : identifier,
          ),
        },
  'identifier/updated-by-id': (draft, { proposal, stored }) => {
    if (proposal.identifier === undefined || stored === undefined) return draft;
    const sent = new Map(proposal.identifier.map((identifier) => [identifier.id, identifier]));
    const identifiers = draft.identifiers.map((identifier) => {
      const change = sent.get(identifier.id);
      return change === undefined ? identifier : toStoredIdentifier(identifier.id, change);
    });
    return { ...draft, identifiers };
  },
  'identifier/list-replaces-current': (draft, attempt) => {
    const { proposal, stored } = attempt;
    if (proposal.identifier === undefined || stored === undefined) return draft;
    const sentIds = new Set(proposal.identifier.map(({ id }) => id));
    const dropped = stored.identifiers
      .filter(({ id }) => !sentIds.has(id))
      .filter((identifier) => isReplaceable(identifier, attempt));
    const droppedIds = new Set(dropped.map(({ id }) => id));
    return { ...draft, identifiers: draft.identifiers.filter(({ id }) => !droppedIds.has(id)) };
  },
} satisfies Partial<Effects>;
