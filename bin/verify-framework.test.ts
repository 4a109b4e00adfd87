// verify and the versions of the framework: the scenarios quote one of them, and say so where another is asked for or met.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';
import { startMock, type Mock } from '../mock-server/index.ts';

let mock: Mock;
before(async () => {
  mock = await startMock({ validation: 'framework', framework: '3.0' });
});
after(() => mock.close());

const framework = ['verify', '-q', '--validation', 'framework', '--rules', 'validation/resource-type'];

it('another version is refused in one line', async () => {
  for (const [args, more] of [
    [[...framework, '--framework', '3.0'], {}],
    [framework, { CANVAS_FRAMEWORK: '3.0' }],
  ] as const) {
    const { code, err } = await call(newFolder(), args, more);
    assert.equal(code, 2);
    assert.match(err, /^canvas-harness: the scenarios quote framework 1\.5, not 3\.0: probe tells .*\n$/);
  }
});

it('a server that runs another version is told of', async () => {
  const more = { CANVAS_FHIR_BASE_URL: mock.url, CANVAS_ACCESS_TOKEN: mock.token };
  const { out } = await call(newFolder(), [...framework, '--level', 'full'], more);
  assert.match(out, /^framework {3}1 observed otherwise than in framework 1\.5, .*probe tells the version$/m);
});
