// Repairs of a body that is none, or whose members have the wrong form.
import type { RefusalId } from '../../schemas/rules/index.ts';
import { exampleBody } from './example.ts';
import { targetOf, type Context, type Fix, type Repair } from './repair.ts';
import { bodyOf, withBody, withHeader, type Json, type Sent } from './sent.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** What people send for JSON: single quotes, bare names, commas too many, brackets left open. */
const mended = (text: string): unknown => {
  const plain = text
    .slice(0, 20_000)
    .replace(/'([^'"\n]*)'/g, '"$1"')
    .replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/,\s*$/, '');
  const open = [...plain.replace(/"(?:[^"\\]|\\.)*"/g, '')].filter((letter) => '{}[]'.includes(letter));
  const pending = open.reduce<string[]>((stack, letter) => {
    if ('{['.includes(letter)) return [...stack, letter];
    return stack.slice(0, -1);
  }, []);
  return parsed(
    plain +
      pending
        .toReversed()
        .map((letter) => (letter === '{' ? '}' : ']'))
        .join(''),
  );
};

const asJson = (sent: Sent): Sent => withHeader(sent, 'content-type', 'application/json');

/** A body that is sure to pass: an example for a create, and for an update the smallest that changes nothing. */
const passing = (sent: Sent, { world }: Context): Json =>
  sent.method === 'POST' ? exampleBody(targetOf(sent).type, world) : { resourceType: targetOf(sent).type };

/** The place of a fault, as in `participant[0].status`, as steps. */
const stepsOf = (where: string): readonly (string | number)[] =>
  where === 'body'
    ? []
    : where.split(/\.|\[|\]/).flatMap((part) => (part === '' ? [] : /^\d+$/.test(part) ? Number(part) : part));

const changed = (value: unknown, steps: readonly (string | number)[], change: (value: unknown) => unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, at) => (at === step ? changed(item, rest, change) : item));
    return items.filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = { ...value, [step]: changed((value as Json)[step], rest, change) };
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
};

/** A value in the form that a schema asks for, where it can be given one; undefined where it has to go. */
const reformed = (value: unknown, problem: string): unknown => {
  if (problem.includes('must be array')) return typeof value === 'object' && value !== null ? [value] : undefined;
  const single: unknown = Array.isArray(value) && value.length > 0 ? value[0] : value;
  if (problem.includes('must be object')) return typeof single === 'object' && single !== null ? single : undefined;
  if (problem.includes('must be string'))
    return ['string', 'number', 'boolean'].includes(typeof single) ? String(single) : undefined;
  if (problem.includes('must be boolean')) return single === 'true' ? true : single === 'false' ? false : undefined;
  return undefined;
};

const unwrapped = (sent: Sent, body: Json): Json | undefined =>
  typeof body['resource'] === 'object' && body['resource'] !== null
    ? { ...(body['resource'] as Json), resourceType: targetOf(sent).type }
    : undefined;

const asForm = (sent: Sent): Fix => {
  const body = bodyOf(sent) ?? {};
  const pairs = Object.entries(body).filter(([, value]) => typeof value !== 'object');
  const text = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return {
    sent: withHeader({ ...sent, text }, 'content-type', 'application/x-www-form-urlencoded'),
    where: 'header Content-Type',
    advice: 'A search by POST sends its parameters as a form, as the query of a GET would have them',
  };
};

const ofTheType: Repair = (sent, context) => {
  if (sent.path.endsWith('/_search')) return asForm(sent);
  const { type } = targetOf(sent);
  const list = parsed(sent.text);
  const body = bodyOf(sent) ?? (Array.isArray(list) ? (list[0] as Json | undefined) : undefined);
  const isObject = typeof body === 'object' && !Array.isArray(body);
  const next = isObject ? (unwrapped(sent, body) ?? { ...body, resourceType: type }) : passing(sent, context);
  const where = context.parameters['where'] ?? 'body';
  const advice = `The body is the ${type} itself: one JSON object, with resourceType ${type} or none`;
  return { sent: withBody(sent, next), where: where === 'body' ? '$' : `$.${where}`, advice };
};

export const bodyRepairs = {
  'interaction/body-size': (sent, context) => ({
    sent: asJson(withBody(sent, passing(sent, context))),
    where: '$',
    advice: `Send fewer than ${context.parameters['limit'] ?? ''} bytes: leave out what Canvas does not keep`,
  }),
  'interaction/body-is-json': (sent, context) => {
    const whole = parsed(sent.text);
    const isUntyped = (context.parameters['problem'] ?? '').includes('content-type');
    if (whole !== undefined && isUntyped)
      return { sent: asJson(sent), where: 'header Content-Type', advice: 'Send Content-Type: application/json' };
    const body = whole ?? mended(sent.text) ?? passing(sent, context);
    return { sent: asJson(withBody(sent, body)), where: '$', advice: 'Send one JSON object as the body' };
  },
  'interaction/body-is-the-resource': ofTheType,
  'interaction/members-are-well-formed': (sent, { parameters }) => {
    const { where = 'body', problem = '' } = parameters;
    const body = bodyOf(sent);
    if (body === undefined) return undefined;
    const next = changed(body, stepsOf(where), (value) => reformed(value, problem));
    return { sent: withBody(sent, next), where: `$.${where}`, advice: `${where} ${problem}` };
  },
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
