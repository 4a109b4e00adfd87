// What --plan says is what a run creates: to the number on a sound server, and never more on any other.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultEdition, editionNamed, editions } from '../../schemas/editions/editions.ts';
import { canvasBot, locations } from '../../fixtures/instance.ts';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { startCountingServer } from '../../bench/test-support/counting-server.ts';

interface Planned {
  readonly most: { readonly creates: number; readonly patients: number };
  readonly documented: { readonly appointments: number; readonly patients: number };
  /** Requests at most. */
  readonly requests: number;
}

const numbersIn = (text: string, pattern: RegExp): [number, number] => {
  const [, one, other] = pattern.exec(text) ?? [];
  return [Number(one), Number(other)];
};

const plannedIn = ({ out }: Ended): Planned => {
  const [creates, patients] = numbersIn(out, /creates {5}at most (\d+), (\d+) of them patients/);
  const [appointments, documentedPatients] = numbersIn(out, /(\d+) appointments and (\d+) patients on a server/);
  const [requests] = numbersIn(out, /requests {4}at most (\d+) on a server that does as documented/);
  return { most: { creates, patients }, documented: { appointments, patients: documentedPatients }, requests };
};

interface Run {
  readonly planned: Planned;
  readonly counts: { readonly Appointment: number; readonly Patient: number };
  /** Requests that came, those for tokens included. */
  readonly requests: number;
  readonly ended: Ended;
}

/** Plans a run and performs it against a server that counts. */
const runAt = async (level: string, manner: 'sound' | 'lax' | 'doubling', ...more: readonly string[]): Promise<Run> => {
  const edition = editionNamed(more[more.indexOf('--edition') + 1] ?? '') ?? defaultEdition;
  const server = await startCountingServer(manner, { edition });
  try {
    const environment = {
      CANVAS_FHIR_BASE_URL: server.url,
      CANVAS_CLIENT_ID: 'suite',
      CANVAS_CLIENT_SECRET: 'suite-secret',
      CANVAS_BOT_ID: canvasBot,
      CANVAS_LOCATION_NUMBER: String(locations[0]?.number),
    };
    const args = ['verify', '--level', level, ...more];
    const planned = plannedIn(await call(newFolder(), [...args, '--plan'], environment));
    const ended = await call(newFolder(), [...args, '--quiet'], environment);
    return { planned, counts: server.counts(), requests: server.requests(), ended };
  } finally {
    await server.close();
  }
};

const rules = ['--rules', 'patient,identifier,supporting-information'];

describe('--plan says how many requests a run sends at most', () => {
  for (const [level, more] of [
    ['full', ['--max-creates', '1000']],
    ['full', [...rules, '--max-creates', '300']],
    ['full', ['--rules', 'search,searchset,slot', '--max-creates', '300']],
    ['core', []],
    ['core', rules],
    ['smoke', []],
  ] as const)
    it(`${level} ${more.join(' ')}`, async () => {
      const { planned, requests, ended } = await runAt(level, 'sound', ...more);
      assert.equal(ended.code, 0, ended.out);
      assert.ok(requests <= planned.requests, `${requests} came, ${planned.requests} were planned`);
      // A bound that says nothing would hold, too.
      assert.ok(planned.requests < requests * 2, `${requests} came, ${planned.requests} were planned`);
    });
});

describe('--plan says how much a run creates', () => {
  for (const [level, more] of [
    ['full', [...rules, '--max-creates', '300']],
    ['core', rules],
    ['smoke', rules],
  ] as const) {
    it(`${level}: to the number on a sound server`, async () => {
      const { planned, counts, ended } = await runAt(level, 'sound', ...more);
      const { appointments, patients } = planned.documented;
      assert.deepEqual(counts, { Appointment: appointments, Patient: patients }, ended.out);
      assert.ok([0, 3].includes(ended.code ?? -1), ended.out + ended.err);
    });

    it(`${level}: at most that on a server that takes what is to be refused, and the run says why it ends`, async () => {
      const { planned, counts, ended } = await runAt(level, 'lax', ...more);
      assert.ok(counts.Appointment + counts.Patient <= planned.most.creates, JSON.stringify([planned, counts]));
      assert.ok(counts.Patient <= planned.most.patients, JSON.stringify([planned, counts]));
      if (level !== 'core') assert.equal(ended.code, 6, ended.out);
      if (level === 'full') assert.match(ended.out, /the plan of this run ends at \d+ creates, \d+ of them patients/);
    });
  }

  for (const [level, more] of [
    ['full', ['--max-creates', '300']],
    ['core', []],
  ] as const)
    it(`${level}: at most that on a server that stores each create twice, which is named and put away`, async () => {
      const { planned, counts, ended } = await runAt(level, 'doubling', ...rules, ...more);
      assert.ok(counts.Appointment + counts.Patient <= planned.most.creates, JSON.stringify([planned, counts]));
      assert.ok(counts.Patient <= planned.most.patients, JSON.stringify([planned, counts]));
      assert.match(ended.out, /violated {2}interaction\/create-makes-one/);
      const [closed, already] = numbersIn(
        ended.out,
        /(\d+) records closed, (?:(\d+) already closed, )?.*nothing is open/,
      );
      assert.equal(closed + (already || 0), counts.Appointment + counts.Patient, ended.out);
    });

  for (const edition of editions)
    it(`in the edition of ${edition}: to the number on a sound server`, async () => {
      const chosen = ['--rules', 'identifier,slot,supporting-information,validation,appointment-type'];
      const more = [...chosen, '--max-creates', '300', '--edition', edition];
      const { planned, counts, requests, ended } = await runAt('full', 'sound', ...more);
      const { appointments, patients } = planned.documented;
      assert.deepEqual(counts, { Appointment: appointments, Patient: patients }, ended.out);
      assert.ok(requests <= planned.requests, `${requests} came, ${planned.requests} were planned`);
    });

  it('of a shard, what the shard creates', async () => {
    const { planned, counts, ended } = await runAt('full', 'sound', ...rules, '--max-creates', '300', '--shard', '2/3');
    const { appointments, patients } = planned.documented;
    assert.deepEqual(counts, { Appointment: appointments, Patient: patients }, ended.out);
  });
});
