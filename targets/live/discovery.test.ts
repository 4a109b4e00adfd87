// Whom a search of a live target finds, whatever the server answers.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castFrom } from './discovery.ts';

const castOf = async (text: string) => {
  const cast = await castFrom(
    () => Promise.resolve({ status: 200, headers: new Headers(), text }),
    {},
    () => undefined,
  );
  return [cast.practitioners.Ann, cast.practitioners.Bea];
};

it('people have ids that may stand in a path; another id of a server is passed over', async () => {
  const ids = [
    '../../auth',
    '..',
    'a/b',
    'x\u001b[31m',
    '"',
    '?q',
    '',
    'x'.repeat(65),
    7,
    null,
    { toString: 1 },
    'one',
    'two',
  ];
  const entry = ids.map((id) => ({ resource: { id } }));
  assert.deepEqual(await castOf(JSON.stringify({ entry })), ['one', 'two']);
});

it('an answer that is no searchset finds nobody', async () => {
  for (const text of ['', '[]', 'null', '{"entry":null}', '{"entry":{}}', '{"entry":[null,{"resource":null},7]}'])
    assert.deepEqual(await castOf(text), ['', ''], text);
});
