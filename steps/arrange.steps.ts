// Given: the appointments there are, and what surrounds them.
import { Given, type DataTable } from '@cucumber/cucumber';
import { book } from './support/interactions.ts';
import { valueOf } from './support/expectation.ts';
import { theAppointment, type HarnessWorld, type Row } from './support/world.ts';

Given('an appointment', async function (this: HarnessWorld) {
  await book(this, theAppointment, []);
});

Given('an appointment with:', async function (this: HarnessWorld, table: DataTable) {
  await book(this, theAppointment, table.raw() as unknown as Row[]);
});

Given('these appointments:', async function (this: HarnessWorld, table: DataTable) {
  for (const { name = '', ...cells } of table.hashes()) await book(this, name, Object.entries(cells));
});

Given('{int} appointments on the day', async function (this: HarnessWorld, count: number) {
  for (let number = 1; number <= count; number++) await book(this, String(number), []);
});

Given('the clock says {string}', async function (this: HarnessWorld, instant: string) {
  await this.target.backstage?.setClock(this.resolve(instant));
});

Given('the setting {word} is {word}', async function (this: HarnessWorld, name: string, value: string) {
  await this.target.backstage?.setSetting(name, valueOf(value));
});

Given('in Canvas {appointment} has:', async function (this: HarnessWorld, name: string, table: DataTable) {
  const change = this.body(table.raw() as unknown as Row[], {});
  await this.target.backstage?.patchRecord('appointments', this.idOf(name), change);
});

Given('the client has no token', function (this: HarnessWorld) {
  this.useToken(undefined);
});

Given('the client has the token {string}', function (this: HarnessWorld, token: string) {
  this.useToken(token);
});

Given('the client has a token for {string}', async function (this: HarnessWorld, scope: string) {
  this.useToken(await this.target.token(scope));
});

Given('the header {string} is {string}', function (this: HarnessWorld, name: string, value: string) {
  this.useHeader(name, value);
});
