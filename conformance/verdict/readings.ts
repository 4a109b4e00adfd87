// Readings of the documents that a decision record allows beside the one that the suite asserts. A target that takes one is
// observed and not violated, and a mock with the setting answers as it does.
import { isObject } from '../../schemas/json.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Exchange, Mismatch } from '../suite/messages/index.ts';

interface Reading {
  readonly rules: readonly RuleId[];
  /** What the mismatch is about. */
  readonly what: RegExp;
  readonly isTaken: (actual: unknown, exchanges: readonly Exchange[]) => boolean;
  /** What a mock has to be told. */
  readonly setting: string;
  readonly decision: string;
}

const statusOf = (actual: unknown): number => Number(isObject(actual) ? actual['status'] : actual);

const isAccepted: Reading['isTaken'] = (actual) => statusOf(actual) >= 200 && statusOf(actual) < 300;

const isRefused: Reading['isTaken'] = (actual) => statusOf(actual) >= 400 && statusOf(actual) < 500;

const is =
  (value: string): Reading['isTaken'] =>
  (actual) =>
    actual === value;

/** The bodies of the writes of a scenario: of its first create, and of its last update. */
const writesIn = (exchanges: readonly Exchange[]): { readonly created: unknown; readonly updated: unknown } => {
  const bodyOf = (wanted: string) => (exchange: Exchange | undefined) =>
    exchange?.request.method === wanted ? exchange.request.body : undefined;
  return {
    created: bodyOf('POST')(exchanges.find(({ request }) => request.method === 'POST')),
    updated: bodyOf('PUT')(exchanges.findLast(({ request }) => request.method === 'PUT')),
  };
};

/** The writes of a scenario before its last update, each as text. */
const writesBefore = (exchanges: readonly Exchange[]): readonly string[] =>
  exchanges
    .slice(
      0,
      Math.max(
        0,
        exchanges.findLastIndex(({ request }) => request.method === 'PUT'),
      ),
    )
    .filter(({ request }) => ['POST', 'PUT'].includes(request.method))
    .map(({ request }) => JSON.stringify(request.body ?? null));

const isKept: Reading['isTaken'] = (actual, exchanges) =>
  writesBefore(exchanges).some((text) => text.includes(JSON.stringify(actual)));

const timeIn = (body: unknown, name: 'start' | 'end'): number =>
  Date.parse(String(isObject(body) ? body[name] : undefined));

/** The end has moved as far as the start. */
const isMoved: Reading['isTaken'] = (actual, exchanges) => {
  const { created, updated } = writesIn(exchanges);
  const duration = timeIn(created, 'end') - timeIn(created, 'start');
  return typeof actual === 'string' && Date.parse(actual) - timeIn(updated, 'start') === duration;
};

/** The identifiers that were there before come into force after the day on which the target answered. */
const isOfLaterPeriod: Reading['isTaken'] = (actual, exchanges) => {
  const before = writesBefore(exchanges).findLast((text) => text.includes(JSON.stringify(actual)));
  const [, start] = /"period":\{"start":"([^"]+)"/.exec(before ?? '') ?? [];
  const answered = exchanges.map(({ response }) => response.headers['date']).find((date) => date !== undefined);
  return Date.parse(start ?? '') > Date.parse(answered ?? '');
};

const table: readonly Reading[] = [
  {
    rules: ['appointment-type/default-on-update'],
    what: /^appointmentType/,
    isTaken: isKept,
    setting: 'updateWithoutType=keep',
    decision: '001',
  },
  {
    rules: ['interaction/partial-update'],
    what: /^reasonCode\[0\]\.text/,
    isTaken: is('No description given'),
    setting: 'updateWithoutReason=reset',
    decision: '001',
  },
  {
    rules: ['status/roomed-reads-as-written', 'status/roomed-reads-checked-in'],
    what: /^(entry\[0\]\.resource\.)?status of/,
    isTaken: is('check-in'),
    setting: 'roomedStatus=check-in',
    decision: '002',
  },
  {
    rules: ['status/unsupported-status-is-refused'],
    what: /^The rejection/,
    isTaken: isAccepted,
    setting: 'unsupportedStatus=ignore',
    decision: '003',
  },
  {
    rules: ['status/cancelled-is-final'],
    what: /^The status of the update/,
    isTaken: isRefused,
    setting: 'cancelledUpdate=refuse',
    decision: '003',
  },
  {
    rules: ['participant/status-unused'],
    what: /^The status of the (create|update)/,
    isTaken: isRefused,
    setting: 'participantStatus=fhir',
    decision: '005',
  },
  {
    rules: ['identifier/list-replaces-current'],
    what: /^identifier/,
    isTaken: isOfLaterPeriod,
    setting: 'identifierReplacement=within-period',
    decision: '007',
  },
  {
    rules: [
      'participant/unknown-practitioner',
      'participant/unknown-patient',
      'supporting-information/unknown-location',
    ],
    what: /^The rejection/,
    isTaken: isAccepted,
    setting: 'unknownReferences=accept',
    decision: '009',
  },
  {
    rules: ['interaction/partial-update'],
    what: /^end of/,
    isTaken: isMoved,
    setting: 'updateOfStart=keep-duration',
    decision: '017',
  },
];

/** One scenario that failed: what differs, and what was exchanged. */
interface Differing {
  readonly mismatches: readonly Mismatch[];
  readonly exchanges: readonly Exchange[];
}

const readingFor = (id: string, mismatch: Mismatch, exchanges: readonly Exchange[]): Reading | undefined =>
  table.find(
    ({ rules, what, isTaken }) =>
      (rules as readonly string[]).includes(id) && what.test(mismatch.what) && isTaken(mismatch.actual, exchanges),
  );

/** How a mock agrees, in a sentence, where readings explain everything that differs from a rule; undefined elsewhere. */
export const otherReading = (id: string, scenarios: readonly Differing[]): string | undefined => {
  const found = scenarios.flatMap(({ mismatches, exchanges }) =>
    mismatches.map((mismatch) => readingFor(id, mismatch, exchanges)),
  );
  const readings = found.filter((reading) => reading !== undefined);
  if (readings.length === 0 || readings.length < found.length) return undefined;
  const options = [...new Set(readings.map(({ setting }) => `--setting ${setting}`))].join(' ');
  const decisions = [...new Set(readings.map(({ decision }) => decision))];
  return `decision ${decisions.join(' and ')} allows this reading: a mock with ${options} answers so`;
};
