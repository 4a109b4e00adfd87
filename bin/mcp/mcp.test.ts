// The server as an agent meets it: by the client of the official SDK, over both transports, against a real mock.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { call as command, newFolder, start } from '../../bench/test-support/command.ts';
import { packageRoot } from '../../conformance/run/package.ts';
import { ruleIds } from '../../schemas/rules/index.ts';
import { startMock, type Mock } from '../../mock-server/index.ts';

const bin = join(packageRoot, 'bin', 'canvas-harness.mjs');
const folder = newFolder();

interface Answer {
  readonly text: string;
  readonly isError: boolean;
}

const client = (): Client => new Client({ name: 'test', version: '1' });

const asking =
  (agent: Client) =>
  async (name: string, input: Record<string, unknown> = {}): Promise<Answer> => {
    const { content, isError = false } = await agent.callTool({ name, arguments: input });
    const [first] = content as { text: string }[];
    return { text: first?.text ?? '', isError: isError === true };
  };

const expected = [
  'book',
  'chart_action',
  'examine',
  'explain_last_refusal',
  'find_rule',
  'inject_fault',
  'restore',
  'search',
  'set_clock',
  'smallest_fix',
  'snapshot',
  'verify',
];

describe('mcp on stdio over a mock that runs', () => {
  let mock: Mock;
  const agent = client();
  const ask = asking(agent);

  before(async () => {
    mock = await startMock({ sample: true, settings: { doubleBooking: 'forbid' } });
    const args = [bin, 'mcp', '--url', mock.url];
    await agent.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
  });

  after(async () => {
    await agent.close();
    await mock.close();
  });

  it('offers each tool with words and a schema whose members are all described', async () => {
    const { tools } = await agent.listTools();
    assert.deepEqual(tools.map(({ name }) => name).toSorted(), expected);
    for (const { name, description = '', inputSchema } of tools) {
      assert.ok(description.length > 60, name);
      for (const [member, schema] of Object.entries(inputSchema.properties ?? {}))
        assert.ok('description' in schema, `${name}.${member}`);
    }
  });

  it('books, is refused at the same time, explains, and repairs so that the mock accepts it', async () => {
    const start = '2031-03-04T17:00:00Z';
    const booked = await ask('book', { start, practitioner: 'Priti' });
    assert.match(booked.text, /^Created Appointment\/[0-9a-f-]{36} \(201/);
    const again = await ask('book', { start, practitioner: 'Priti' });
    assert.ok(again.isError);
    assert.match(again.text, /^Refused: 422 This appointment time is no longer available/);
    assert.match((await ask('explain_last_refusal')).text, /Refused by booking\/double-booking-refused/);
    const { text } = await ask('smallest_fix');
    const body = JSON.parse(/^Body: (.*)$/m.exec(text)?.[1] ?? '') as Record<string, unknown>;
    assert.match((await ask('book', { body })).text, /^Created/);
  });

  it('sends a body as it is, whatever its members are called', async () => {
    const { text } = await ask('book', { body: { resourceType: 'Appointment', text: 'a narrative' } });
    assert.match(text, /^Refused: 400 /);
  });

  it('explains what another client was refused', async () => {
    const answer = await fetch(`${mock.url}/Appointment`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    assert.equal(answer.status, 400);
    assert.match((await ask('explain_last_refusal')).text, /participant\/practitioner-required/);
  });

  it('names the fault that answered, and spends none on a look-up of its own', async () => {
    await ask('inject_fault', { kind: 'rate-limit', count: 1 });
    assert.match((await ask('book', { start: '2031-06-04T17:00:00Z' })).text, /^Refused: 429 /);
    assert.match(
      (await ask('explain_last_refusal')).text,
      /POST \/Appointment answered 429.*\nAn injected fault .*rate-limit/,
    );
    assert.match((await ask('book', { start: '2031-06-04T17:00:00Z' })).text, /^Created/);
  });

  it('judges the clients of the mock by what they sent', async () => {
    const { text } = await ask('examine', { obligations: ['later-editions/required-members-are-sent'] });
    assert.match(text, /^violated later-editions\/required-members-are-sent: /m);
  });

  it('verifies a topic', async () => {
    assert.match((await ask('verify', { rules: ['encounter'] })).text, /^PARTIAL \(.*The mock conforms/);
  });

  it('finds rules by words, by the text of an error and by id', async () => {
    const byWords = await ask('find_rule', { query: 'cancelled final' });
    assert.match(byWords.text, /^status\/cancelled-is-final: /);
    const byText = await ask('find_rule', { query: 'Appointment type must be scheduleable', limit: 2 });
    assert.match(byText.text, /appointment-type\/must-be-scheduleable/);
    assert.match((await ask('find_rule', { query: 'booking/double-booking-refused' })).text, /^Refuses with 422/m);
    assert.ok((await ask('find_rule', { query: 'zzzz' })).isError);
    // Whatever the body of its example is: JSON, a form, or a text that was cut.
    for (const id of ruleIds) {
      const { text, isError } = await ask('find_rule', { query: id });
      assert.ok(!isError && text.startsWith(`${id}: `), text);
    }
  });

  it('comes back to a snapshot', async () => {
    const world = 'alpha';
    const start = '2031-04-01T17:00:00Z';
    const [, id = ''] = /Appointment\/(\S+)/.exec((await ask('book', { start, world })).text) ?? [];
    assert.equal((await ask('snapshot', { name: 'one', world })).isError, false);
    assert.match((await ask('chart_action', { action: 'cancel', appointment: id, world })).text, /^Done/);
    assert.match((await ask('search', { type: 'Appointment', parameters: { _id: id }, world })).text, /cancelled/);
    assert.equal((await ask('restore', { name: 'one', world })).isError, false);
    assert.match((await ask('search', { type: 'Appointment', parameters: { _id: id }, world })).text, /proposed/);
  });

  it('sets the clock and injects a fault in one world', async () => {
    const world = 'beta';
    assert.match((await ask('set_clock', { now: '2024-06-01T00:00:00Z', world })).text, /2024-06-01.*stands still/);
    assert.match((await ask('inject_fault', { kind: 'error', status: 503, count: 1, world })).text, /is in force/);
    assert.match((await ask('search', { type: 'Patient', world })).text, /503/);
    assert.match((await ask('search', { type: 'Patient', world })).text, /of \d+ Patient resources/);
    assert.equal((await ask('inject_fault', { clear: true, world })).isError, false);
  });

  const mistakes: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['book', {}, /Give start, for example/],
    ['book', { start: '2031-03-04T17:00:00Z', patient: 'Nobody At All' }, /No Patient is called 'Nobody At All'/],
    ['search', { type: 'Observation' }, /Invalid (option|arguments)/],
    ['search', { type: 'Slot' }, /schedule: required/],
    ['search', { type: 'Appointment', parameters: { sort: 'date' } }, /unknown and was ignored. Appointment knows/],
    ['chart_action', { action: 'check-in', appointment: 'nope' }, /there is no appointment 'nope'/],
    ['restore', { name: 'never' }, /has no snapshot 'never'/],
    ['set_clock', { now: 'yesterday' }, /not a date and time/],
    ['inject_fault', {}, /Give kind, or clear/],
    ['smallest_fix', { request: '999999' }, /No request '999999' is kept/],
    ['find_rule', {}, /Invalid/],
    ['find_rule', { query: 'status', colour: 'red' }, /Unrecognized key.*colour/],
  ];
  for (const [name, input, words] of mistakes)
    it(`${name} ${JSON.stringify(input)} says what to do`, async () => {
      assert.match((await ask(name, input)).text, words);
    });
});

describe('mcp over streamable HTTP', () => {
  const process_ = start(folder, ['mcp', '--http', '0']);
  const agent = client();
  let url = '';

  before(async () => {
    const [line] = (await once(createInterface({ input: process_.stdout }), 'line')) as [string];
    url = line;
    await agent.connect(new StreamableHTTPClientTransport(new URL(url)));
  });

  after(async () => {
    await agent.close();
    process_.kill();
    await once(process_, 'exit');
  });

  it('serves the same tools over a mock of its own', async () => {
    const { tools } = await agent.listTools();
    assert.deepEqual(tools.map(({ name }) => name).toSorted(), expected);
    assert.match((await asking(agent)('search', { type: 'Practitioner' })).text, /Practitioner\/4150cd20/);
  });

  const strangers: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ host: 'evil.example' }, /Host: 'evil\.example' is not this machine/],
    [{ origin: 'https://evil.example' }, /Origin: 'https:\/\/evil\.example' may not use/],
    [{ origin: 'null' }, /Origin: 'null'/],
  ];
  for (const [headers, words] of strangers)
    it(`lets no page of another site in: ${JSON.stringify(headers)}`, async () => {
      const request = httpRequest(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
      request.end('{}');
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      assert.equal(response.statusCode, 403);
      const [chunk] = (await once(response, 'data')) as [Buffer];
      assert.match(chunk.toString(), words);
    });

  const posted = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const large = Buffer.alloc(6_000_000, ' ');
  for (const [title, body, words, status] of [
    ['too large', large, /larger than 4194304 bytes/, 413],
    ['too large, in chunks', new Blob([large]), /larger than 4194304 bytes/, 413],
    ['too deep', '['.repeat(30_000), /deeper than 256 levels/, 400],
    ['not UTF-8', Buffer.from('"Caf\u00e9"', 'latin1'), /not UTF-8/, 400],
    ['empty', '', /not JSON/, 400],
  ] as const)
    it(`a message that is ${title} is refused, and every client reads why`, async () => {
      for (let round = 0; round < 10; round += 1) {
        const sent = typeof body === 'object' && 'stream' in body ? { body: body.stream(), duplex: 'half' } : { body };
        const response = await fetch(url, { method: 'POST', headers: posted, ...sent } as RequestInit);
        assert.equal(response.status, status);
        assert.match(await response.text(), words);
      }
    });
});

const misuse: readonly (readonly [readonly string[], number, RegExp])[] = [
  [['--url', 'ftp://nowhere'], 2, /ftp:\/\/nowhere is not the address of a mock/],
  [['--url', 'http://127.0.0.1:1'], 3, /No answer from GET http:.* Start it: npx canvas-harness mock/],
  [['--http', '99999'], 2, /whole number from 0 to 65535/],
  [['--edition', '1999'], 2, /Allowed choices are/],
];

describe('mcp called wrongly says one line', () => {
  for (const [args, code, words] of misuse)
    it(args.join(' '), async () => {
      const ended = await command(folder, ['mcp', ...args]);
      assert.deepEqual([ended.code, ended.out], [code, '']);
      assert.match(ended.err, words);
    });
});
