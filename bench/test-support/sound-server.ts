// A sound second server: it keeps to what the documents state and show, and decides otherwise wherever they leave it open.
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import { isObject, jsonIn, type JsonObject } from '../../schemas/json.ts';
import { isRuleId, ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import { isBinding } from '../../schemas/rules/rule.ts';
import { serve, type Reply, type TestServer } from './server.ts';

/** True for a refusal that the documents promise, and leave the words of to the server. */
const isFree = (id: RuleId): boolean => {
  const { basis, outcome } = ruleOf(id);
  return outcome?.match === 'refused' || !isBinding(basis);
};

const inOtherWords = (status: number, headers: Readonly<Record<string, string>>): Reply => ({
  status: status === 400 ? 422 : status === 422 ? 400 : status,
  headers,
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing', details: { text: 'No.' } }],
  },
});

const capabilities = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2020-01-01',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [{ mode: 'server', resource: [{ type: 'Appointment', interaction: [{ code: 'read' }] }] }],
};

/** Members that the pages of the neighbours do not speak of. */
const moreOf: Readonly<Record<string, JsonObject>> = {
  Practitioner: { telecom: [{ system: 'phone', value: '5550100' }] },
  Location: { alias: ['Ground floor'] },
  Patient: { multipleBirthBoolean: false },
  Encounter: { priority: { text: 'routine' } },
  Schedule: { specialty: [{ text: 'Family medicine' }] },
};

const withMore = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withMore);
  if (!isObject(value)) return value;
  const inside = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withMore(item)]));
  return { ...moreOf[String(value['resourceType'])], ...inside };
};

/** Starts it; `options` are those of the mock behind it. */
export const startSoundServer = async (options: MockOptions = {}): Promise<TestServer> => {
  const mock = await startMock(options);
  const server = await serve(async ({ method, url, headers, body }) => {
    const { authorization, 'content-type': type = 'application/json', 'if-unmodified-since': since } = headers;
    const answer = await fetch(`${mock.url}${url}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(since === undefined ? {} : { 'if-unmodified-since': since }),
        'content-type': type,
      },
      ...(body === '' ? {} : { body }),
    });
    const text = (await answer.text()).replaceAll(mock.url, server.url);
    const rule = (answer.headers.get('x-mock-rules') ?? '').split(', ').at(-1) ?? '';
    const kept = ['content-type', 'location', 'fumage-correlation-id'].flatMap((name): [string, string][] => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value.replaceAll(mock.url, server.url)]];
    });
    if (answer.status >= 400 && isRuleId(rule) && isFree(rule))
      return inOtherWords(answer.status, Object.fromEntries(kept));
    if (url.startsWith('/metadata')) return { status: 200, headers: Object.fromEntries(kept), body: capabilities };
    return {
      status: answer.status,
      headers: { ...Object.fromEntries(kept), ...(answer.status === 405 ? { allow: 'GET' } : {}) },
      body: text === '' ? '' : JSON.stringify(withMore(jsonIn(text))),
    };
  });
  return {
    ...server,
    close: async () => {
      await server.close();
      await mock.close();
    },
  };
};
