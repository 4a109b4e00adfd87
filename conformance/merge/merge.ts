// Puts the recorded parts of a run together: one message stream, from which one verdict follows as from one run.
import { isDeepStrictEqual } from 'node:util';
import { Stop } from '../run/exit-codes.ts';
import { mediaTypes, membersOf, millisecondsOf, readMessages, type Envelope } from '../suite/messages/index.ts';
import { ruleSetOf, stampEnvelope, stampOf, type Shard, type Stamp } from '../verdict/index.ts';

/** One shard of a run: its folder, its messages, and what its stamp says. */
interface Part {
  readonly folder: string;
  readonly envelopes: readonly Envelope[];
  readonly stamp: Stamp;
  readonly shard: Shard;
}

const refuse = (problem: string): never => {
  throw new Stop('usage', problem);
};

const partIn = (folder: string): Part => {
  const envelopes = readMessages(folder);
  const stamp = stampOf(envelopes);
  const { shard } = stamp;
  return shard === undefined
    ? refuse(`${folder} holds a whole run and no shard: run it with verify --shard <index>/<total>`)
    : { folder, envelopes, stamp, shard };
};

/** What all shards of one run have in common, by the words that an error uses. */
const common: readonly (readonly [string, (stamp: Stamp) => unknown])[] = [
  ['version', ({ harness }) => harness.version],
  ['edition', ({ edition }) => edition],
  ['validation', ({ validation }) => validation],
  ['strictness', ({ strict = false }) => (strict ? 'with --strict' : 'without --strict')],
  // Each run has an embedded mock of its own, at an address of its own.
  ['target', ({ target }) => (target.kind === 'mock' ? 'the embedded mock' : target.baseUrl)],
  ['level', ({ level }) => level],
  ['budget of creates', ({ maxCreates }) => maxCreates],
  ['share that may stay unexercised', ({ maxNotExercised }) => maxNotExercised],
  ['rule set', ({ ruleSet }) => ruleSet.digest],
  ['selection of rules and tags', ({ selection }) => selection],
  ['seed', ({ seed }) => seed],
  ['known deviations', ({ knownDeviations }) => knownDeviations.entries],
  ['probes', ({ probes }) => probes?.notes],
];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

const checkCommon = (first: Part, other: Part): void => {
  for (const [name, of] of common) {
    const [one, two] = [of(first.stamp), of(other.stamp)];
    if (!isDeepStrictEqual(one, two))
      refuse(
        `${first.folder} and ${other.folder} differ in their ${name}: ${textOf(one)}, ${textOf(two)}; run all shards of a run alike`,
      );
  }
};

const checkShards = (parts: readonly Part[], total: number): void => {
  for (const { folder, shard } of parts)
    if (shard.total !== total)
      refuse(`${folder} is one of ${shard.total} shards, the others are of ${total}: name the folders of one run only`);
  for (let index = 1; index <= total; index++) {
    const found = parts.filter(({ shard }) => shard.index === index).map(({ folder }) => folder);
    if (found.length === 0)
      refuse(`shard ${index}/${total} is missing: run verify --shard ${index}/${total} and name its folder, too`);
    if (found.length > 1) refuse(`shard ${index}/${total} is there twice: ${found.join(' and ')}; name one of them`);
  }
};

const isOwnStamp = ({ attachment }: Envelope): boolean => attachment?.mediaType === mediaTypes.run;

/** The start of the first shard, and the end of the last one where every shard has an end. */
const endsOf = (parts: readonly Part[]): readonly [readonly Envelope[], readonly Envelope[]] => {
  const starts = parts.flatMap(({ envelopes }) => membersOf(envelopes, 'testRunStarted'));
  const finishes = parts.flatMap(({ envelopes }) => membersOf(envelopes, 'testRunFinished'));
  const [start] = starts.toSorted((one, other) => millisecondsOf(one.timestamp) - millisecondsOf(other.timestamp));
  const end = finishes.toSorted((one, other) => millisecondsOf(one.timestamp) - millisecondsOf(other.timestamp)).at(-1);
  const isWhole = finishes.length === parts.length;
  return [
    start === undefined ? [] : [{ testRunStarted: start }],
    end === undefined || !isWhole
      ? []
      : [{ testRunFinished: { ...end, success: finishes.every(({ success }) => success) } }],
  ];
};

/**
 * The messages of a whole run, made from folders that `verify --shard` has left. Throws a Stop (usage) where a shard is
 * missing or there twice, or where the shards are of different editions, targets, versions or selections.
 */
export const mergedMessages = (folders: readonly string[]): readonly Envelope[] => {
  const parts = folders.map(partIn);
  const [first] = parts;
  if (first === undefined) return refuse('name the folders of the shards');
  checkShards(parts, first.shard.total);
  for (const part of parts) checkCommon(first, part);
  if (first.stamp.ruleSet.digest !== ruleSetOf(first.stamp.target).digest)
    refuse(`${first.folder} was judged by another rule set than this harness has: merge with the version of the run`);
  const [start, end] = endsOf(parts);
  const { shard: _shard, ...stamp } = first.stamp;
  const isInside = (envelope: Envelope): boolean =>
    !isOwnStamp(envelope) && envelope.testRunStarted === undefined && envelope.testRunFinished === undefined;
  return [stampEnvelope(stamp), ...start, ...parts.flatMap(({ envelopes }) => envelopes.filter(isInside)), ...end];
};
