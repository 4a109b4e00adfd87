// A create that is told of another record: its mark is on a record with another id, or its id on one with another mark.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../requests/index.ts';
import { withMisnamed } from './misnamed.ts';

const id = 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';
const other = 'b47c7b0e-bbb4-42cd-bc4a-df259d148ea1';
const answer = { body: null, rules: [], headers: {} };
const created: Outcome = { ...answer, status: 201, headers: { location: `/Appointment/${id}` }, mark: 'run/2' };
const showing = (...shown: NonNullable<Outcome['shown']>): Outcome => ({ ...answer, status: 200, shown });

const isFound = (...outcomes: readonly Outcome[]): boolean =>
  withMisnamed({ outcomes }).outcomes.some((outcome) => outcome?.isMisnamed === true);

describe('a create is told of another record', () => {
  it('where its id is shown with another mark, or its mark with another id', () => {
    assert.ok(isFound(created, showing({ id, mark: 'run/1' })));
    assert.ok(isFound(created, showing({ id: other, mark: 'run/2' })));
  });

  it('and is not where both are shown together, also beside a copy, or nothing is shown', () => {
    assert.ok(!isFound(created, showing({ id, mark: 'run/2' }, { id: other, mark: 'run/2' })));
    assert.ok(!isFound(created, showing({ id: other, mark: 'run/1' })));
    assert.ok(!isFound(created));
  });

  it('and is not where the mark is stored otherwise', () => {
    assert.ok(!isFound(created, showing({ id, mark: 'RUN/2' })));
  });
});
