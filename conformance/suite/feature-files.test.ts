// Which feature files a run parses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleIds } from '../../schemas/rules/index.ts';
import { featureFiles, featuresNaming } from './feature-files.ts';
import { scenariosFor } from './features.ts';

test('the features of a rule are those that its scenarios stand in', () => {
  for (const id of ['search/id', 'booking/start', 'status/update-sets-status'] as const) {
    const own = new Set(scenariosFor(`@rule:${id}`).map(({ uri }) => uri));
    assert.deepEqual(featuresNaming([id]), [...own], id);
  }
  assert.deepEqual(featuresNaming(ruleIds), featureFiles());
  assert.deepEqual(featuresNaming([]), []);
});
