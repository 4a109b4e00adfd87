// From the messages of a run to cassettes: one file a feature, people hidden, and what changes from run to run in symbols.
import { fileFault } from '../../schemas/file-fault.ts';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Stop } from '../../conformance/run/exit-codes.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import {
  type Envelope,
  evidenceOf,
  mediaTypes,
  type NotExercised,
  scenariosOf,
  type Scenario,
} from '../../conformance/suite/messages/index.ts';
import { type Bearer, exchangesWithBearers, obstacleOf, idsAmong, symbolise } from '../requests/index.ts';
import { redacted } from '../../redaction/secrets.ts';
import { stampOf } from '../../conformance/verdict/index.ts';
import type { Exchange } from '../../targets/index.ts';
import { formatOf, manifestName, type Manifest, type TapedExchange, type Taped } from './cassette.ts';
import { guard } from './guard.ts';
import { eraserOf, hideByPlace, learnParts, Pseudonyms } from '../../redaction/people/index.ts';
import { featureTexts, ruleTexts, wordsIn, wordsOn } from '../../conformance/suite/index.ts';

/** Headers of an answer that an assertion may look at. */
const recordedHeaders =
  /^(content-type|location|allow|www-authenticate|etag|last-modified|retry-after|fumage-correlation-id)$/;

const headersOf = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => recordedHeaders.test(name)));

const isJson = ({ body, text }: Exchange['response']): boolean => text !== '' && typeof body !== 'string';

const toTaped = ({ request, response }: Exchange, bearer: Bearer): TapedExchange => ({
  bearer,
  request: { method: request.method, path: request.path, headers: request.headers, body: request.body },
  response: {
    status: response.status,
    headers: headersOf(response.headers),
    ...(isJson(response) ? { body: response.body ?? null } : { text: response.text }),
  },
});

const tapedScenario = (scenario: Scenario): Taped => ({
  at: scenario.at,
  name: scenario.name,
  rules: scenario.ruleIds,
  obstacle: obstacleOf(scenario) ?? null,
  target: evidenceOf<NonNullable<Taped['target']>>(scenario.attachments, mediaTypes.target)[0] ?? null,
  exchanges: exchangesWithBearers(scenario).map(([exchange, bearer]) => toTaped(exchange, bearer)),
  notExercised: evidenceOf<NotExercised>(scenario.attachments, mediaTypes.notExercised)[0] ?? null,
});

interface Redaction {
  readonly pseudonyms: Pseudonyms;
  readonly known: ReadonlySet<string>;
  readonly now: number;
  /** Ids that features spell out. */
  readonly literal: ReadonlySet<string>;
}

/** A client id tells whose instance it is. */
const withoutClient = (taped: Taped, { pseudonyms }: Redaction): Taped => {
  const { target } = taped;
  if (target?.kind === 'live' && target.clientId !== null) pseudonyms.pseudonymOf('number', target.clientId);
  return taped;
};

/** Everybody is hidden by place in all scenarios first, since one may name in an address whom another has shown. */
const hidePeople = (tapes: readonly Taped[], redaction: Redaction): readonly Taped[] => {
  const { pseudonyms, known } = redaction;
  return tapes.map((one) => {
    const { exchanges, ...rest } = withoutClient(one, redaction);
    return { ...rest, exchanges: hideByPlace(exchanges, pseudonyms, known) as readonly TapedExchange[] };
  });
};

/** What stands for the address of every target, so that recordings of two instances differ in what they answer only. */
const recordedHost = 'https://recorded.invalid';

const written = (
  one: Taped,
  { pseudonyms, known, now, literal }: Redaction,
  erase: (text: string) => string,
): Taped => {
  const { baseUrl = recordedHost, ehrUrl = recordedHost } = one.target ?? {};
  const hostless = JSON.stringify(one).replaceAll(baseUrl, recordedHost).replaceAll(ehrUrl, recordedHost);
  const text = redacted(erase(hostless));
  guard(text, `${one.at} ${one.name}`, pseudonyms, known);
  return JSON.parse(symbolise(text, one.target?.day, now, literal)) as Taped;
};

const fileOf = ({ at }: Taped): string => `${basename(at.replace(/:\d+$/, ''), '.feature')}.json`;

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes the cassettes of a run. Nothing is written where something in them still looks like a real person. */
export const record = (folder: string, envelopes: readonly Envelope[], key: string | undefined): number => {
  const all = scenariosOf(envelopes)
    .filter(({ finished }) => finished)
    .map(tapedScenario);
  const known = wordsOn([...new Set(all.flatMap(({ target }) => target?.day ?? []))]);
  const words = wordsIn([...known, ...ruleTexts()]);
  const redaction = { pseudonyms: new Pseudonyms(key), known, now: Date.now(), literal: idsAmong(featureTexts()) };
  const anonymousTapes = hidePeople(all, redaction);
  learnParts(redaction.pseudonyms, words);
  const erase = eraserOf(redaction.pseudonyms, words);
  const tapes = anonymousTapes.map((one) => written(one, redaction, erase));
  const files = new Map<string, readonly Taped[]>();
  for (const one of tapes) files.set(fileOf(one), [...(files.get(fileOf(one)) ?? []), one]);
  const texts = [...files].map(([name, scenarios]) => [name, `${JSON.stringify(scenarios, null, 2)}\n`] as const);
  const { harness, edition, validation, target, selection, maxNotExercised } = stampOf(envelopes);
  const manifest: Manifest = {
    format: formatOf,
    harness,
    edition,
    validation,
    target,
    selection,
    maxNotExercised,
    files: Object.fromEntries(texts.map(([name, text]) => [name, digestOf(text)])),
  };
  try {
    makeFolder(folder);
    for (const [name, text] of [...texts, [manifestName, `${JSON.stringify(manifest, null, 2)}\n`] as const])
      writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new Stop('usage', `cannot write ${folder}: ${fileFault(error)}`);
  }
  return tapes.length;
};
