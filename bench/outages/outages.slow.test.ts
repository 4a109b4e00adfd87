// A server that is replaced by one sort of answer violates nothing; one that has a fault of its own does.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyOutage } from './verify-outage.ts';

const rules = ['--rules', 'status,searchset,patient'];

describe('a server that answers everything alike', () => {
  for (const name of [
    'a FHIR 404 that names what was asked for',
    'a FHIR 422',
    'a FHIR 200 with an OperationOutcome',
    'an empty searchset',
    'one answer of a cache',
    'Appointment is routed nowhere',
  ])
    it(`from the start, ${name}: no rule is violated, and the run ends in 5 with cause and next step`, async () => {
      const { code, blamed, err } = await verifyOutage(name, 0, rules);
      assert.deepEqual([code, blamed], [5, []], err);
      assert.match(err, /(everything is answered alike|no appointments are served).*; see that/);
    });

  for (const name of [
    'a FHIR 404 that names what was asked for',
    'a FHIR 410',
    'a FHIR 200 with an OperationOutcome',
    'an empty searchset',
    'one answer of a cache',
    'a 302 to a login',
    'searches of Appointment are empty, reads are 404',
    'Patient is routed nowhere',
  ])
    it(`from the middle, ${name}: no rule is violated, the run ends in 6, and recheck bears it out`, async () => {
      const { code, blamed, recheck, out } = await verifyOutage(name, 60, rules);
      assert.deepEqual([code, blamed, recheck], [6, [], ''], out);
      assert.match(
        out,
        /because {5}.*(was answered 200 before in this run, and is now answered|in the place of the server)/,
      );
    });

  it('from the start, no search of any type: no rule is violated, and the run ends in 5 with cause and next step', async () => {
    const { code, blamed, err } = await verifyOutage('nothing can be searched: 500', 0, rules);
    assert.deepEqual([code, blamed], [5, []], err);
    assert.match(err, /every search fails, of appointments, practitioners and patients: .*: try again later/);
  });

  it('from the fourth request on, no search of any type: no rule is violated, and the run ends in 6', async () => {
    const { code, blamed, recheck, out } = await verifyOutage('nothing can be searched: 503', 3, rules);
    assert.deepEqual([code, blamed, recheck], [6, [], ''], out);
    assert.match(
      out,
      /because {5}every search is answered with a server error, GET \/Appointment\?_count=1 with 503 \(The index is down\); see/,
    );
  });

  // By then each kind of write has been accepted once.
  for (const name of [
    'nothing can be written: 405',
    'nothing can be written: 200 and empty',
    'nothing can be written: 302 to a login',
    'nothing can be written: 507',
    'nothing can be created: 422',
    'nothing can be updated: 409',
    'nothing can be searched: 500',
  ])
    it(`from the middle, ${name}: no rule is violated, and the run ends in 6 with cause and next step`, async () => {
      const { code, blamed, recheck, out } = await verifyOutage(name, 75, rules);
      assert.deepEqual([code, blamed, recheck], [6, [], ''], out);
      assert.match(out, /because {5}.*before in this run, and .*; (see that|have this address)/);
    });
});

describe('a server with a fault of its own', () => {
  it('is held to it, from the middle: searches of appointments are 500', async () => {
    const { code, blamed, out } = await verifyOutage('searches of appointments are 500', 60, ['--rules', 'search']);
    assert.equal(code, 1, out);
    assert.ok(blamed.length > 0, out);
  });

  for (const [name, rule] of [
    ['searches of appointments are 500', 'search'],
    ['updates are routed nowhere', 'status'],
    ['reads of cancelled appointments are 404', 'status'],
    ['updates are refused', 'status'],
    ['creates with a reason are refused', 'reason-code'],
    ['no patient can be created', 'patient,read'],
  ] as const)
    it(`is held to it, from the start: ${name}`, async () => {
      const { code, blamed, out } = await verifyOutage(name, 0, ['--rules', rule]);
      assert.equal(code, 1, out);
      assert.ok(blamed.length > 0, out);
    });
});
