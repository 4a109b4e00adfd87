// The exchanges behind an observation, as a register keeps them: people by the names of the cast, no secrets.
import type { Target } from '../../targets/index.ts';
import { inCastNames, type Call, type Outcome } from '../requests/index.ts';
import type { Evidence } from '../../conformance/probe-register/index.ts';
import { mark, redacted } from '../../redaction/secrets.ts';
import type { Attempt } from './table/ambiguity.ts';
import type { Experimented } from './run-experiment.ts';
import type { JsonObject } from '../../schemas/json.ts';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** What a server calls somebody beside a reference is a person's name. */
const withoutNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'display' && 'reference' in value ? mark : withoutNames(item),
    ]),
  );
};

/** A searchset may hold appointments of others: only how many entries there are is kept. */
const withoutEntries = (body: unknown): unknown =>
  isObject(body) && body['resourceType'] === 'Bundle' && Array.isArray(body['entry'])
    ? { ...body, entry: `(${body['entry'].length} entries)` }
    : body;

const maxTextLength = 500;

/** What is not JSON is a page of somebody's; its beginning says enough. */
const shorten = (body: unknown): unknown =>
  typeof body === 'string' && body.length > maxTextLength ? `${body.slice(0, maxTextLength)}…` : body;

/** A value that may be written down: with the names of the cast, and without secrets. */
const withoutSecrets = <Value>(value: Value, target: Target): Value =>
  JSON.parse(
    redacted((target.redact ?? String)(inCastNames(JSON.stringify(value), [target.cast], (name) => `{${name}}`))),
  ) as Value;

const requestOf = ({ method, path, body }: Call): Evidence['request'] => ({
  method,
  path,
  ...(body === undefined ? {} : { body }),
});

const answerOf = ({ status, headers, body }: Outcome): Evidence['answer'] => ({
  status,
  headers,
  ...(body === undefined ? {} : { body: shorten(withoutNames(withoutEntries(body))) }),
});

/** The calls behind some others: what was created, and the write whose effect a read shows. */
const withWrites = (from: readonly string[], calls: Experimented['calls']): readonly string[] => {
  const names = Object.keys(calls);
  const before = from.flatMap((name) => (calls[name]?.method === 'GET' ? (names[names.indexOf(name) - 1] ?? []) : []));
  const behind = new Set([...from, ...before.filter((name) => calls[name]?.method !== 'GET'), 'create']);
  return names.filter((name) => behind.has(name));
};

/** The exchanges that an attempt was read from, as far as they were made, with the writes that led to them. */
export const evidenceOf = ({ from }: Attempt, { target, calls, answers }: Experimented): readonly Evidence[] =>
  withWrites(from, calls).flatMap((name) => {
    const [call, answer] = [calls[name], answers.get(name)];
    if (call === undefined || answer === undefined) return [];
    return [withoutSecrets({ call: name, request: requestOf(call), answer: answerOf(answer) }, target)];
  });
