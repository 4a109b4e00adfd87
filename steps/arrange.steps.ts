// Given: the records there are, and what surrounds them.
import { Given, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import { arrange } from './support/arrange.ts';
import { theOne, type Kind, type Named } from './support/canonical.ts';
import { valueOf } from './support/expectation.ts';
import { book, cancel, move } from './support/interactions.ts';
import { codeFor, firstOfTwoTokens, refreshTokenFor } from './support/sign-in.ts';
import { recordsIn, rowsOf, timesOf } from './support/table.ts';
import { TargetFault, Withheld } from '../targets/index.ts';
import type { HarnessWorld } from './support/world.ts';

/** A token for a scope, or for one patient by the bare id. One that is refused ends this scenario, not the run. */
const tokenOf = async ({ target }: HarnessWorld, scope: string, patient?: string): Promise<string> => {
  try {
    return await target.token(scope, patient);
  } catch (error) {
    if (!(error instanceof TargetFault) || error.kind !== 'configuration') throw error;
    throw new Withheld(
      'token',
      `the target gives no token for '${scope}': ${error.message.replace(/ \((check|client_id) .*\)$/, '')}`,
    );
  }
};

/** True for a target on which double booking is known to be off, so that nothing has to be set. */
const forbidsDoubleBooking = ({ target }: HarnessWorld): boolean =>
  target.kind === 'live' && target.lacks('double-booking-off') === undefined;

Given(phrases.record, async function (this: HarnessWorld, kind: Kind) {
  await book(this, kind, theOne(kind).name, []);
});

Given(phrases.recordWith, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  await book(this, kind, theOne(kind).name, rowsOf(table));
});

Given(phrases.cancelledRecord, async function (this: HarnessWorld, kind: Kind) {
  const { name } = theOne(kind);
  await book(this, kind, name, []);
  await cancel(this, { type: kind, name });
});

Given(phrases.records, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  for (const [name, rows] of recordsIn(kind, table)) await book(this, kind, name, rows);
});

Given(phrases.appointments, async function (this: HarnessWorld, count: number) {
  for (let number = 1; number <= count; number++)
    await book(this, 'Appointment', String(number), timesOf('Appointment', number - 1, {}));
});

Given(phrases.moved, async function (this: HarnessWorld, table: DataTable) {
  for (const { name = '', ...times } of table.hashes()) await move(this, name, Object.entries(times));
});

Given(phrases.clock, function (this: HarnessWorld, instant: string) {
  return arrange(this, ({ setClock }) => setClock(this.resolve(instant)));
});

Given(phrases.setting, function (this: HarnessWorld, name: string, value: string) {
  if (name === 'doubleBooking' && this.target.adminAccess === undefined && forbidsDoubleBooking(this)) return undefined;
  return arrange(this, ({ setSetting }) => setSetting(name, valueOf(value)));
});

Given(phrases.canvasRecord, function (this: HarnessWorld, { type, name }: Named, table: DataTable) {
  const change = this.body(rowsOf(table), {});
  return arrange(this, ({ patchRecord }) => patchRecord(`${type.toLowerCase()}s`, this.idOf(name), change));
});

Given(phrases.noToken, function (this: HarnessWorld) {
  this.useToken(undefined);
});

Given(phrases.token, function (this: HarnessWorld, token: string) {
  this.useToken(token);
});

Given(phrases.scopedToken, async function (this: HarnessWorld, scope: string) {
  this.useToken(await tokenOf(this, scope));
});

Given(phrases.patientToken, async function (this: HarnessWorld, patient: string, scope: string) {
  this.useToken(await tokenOf(this, scope, this.resolve(patient).replace(/^Patient\//, '')));
});

Given(phrases.firstOfTwoTokens, async function (this: HarnessWorld, scope: string) {
  this.useToken(await firstOfTwoTokens(this.target, scope));
});

Given('the client has a code for {string}', async function (this: HarnessWorld, scope: string) {
  this.secrets.set('code', await codeFor(this.target, scope));
});

Given(phrases.refreshToken, async function (this: HarnessWorld, scope: string) {
  this.secrets.set('refresh', await refreshTokenFor(this.target, scope));
});

Given('the client notes the time', function (this: HarnessWorld) {
  this.clock.note();
});

/** Milliseconds: more than the second that a date of HTTP leaves open, and than clocks of one server differ. */
const aFewSeconds = 3000;

Given('a few seconds pass', async function (this: HarnessWorld) {
  await this.target.letPass?.(aFewSeconds);
});

Given('the header {string} is {string}', function (this: HarnessWorld, name: string, value: string) {
  this.useHeader(name, value);
});
