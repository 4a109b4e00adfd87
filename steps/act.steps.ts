// When: what the client does.
import { When, type DataTable } from '@cucumber/cucumber';
import { create, current, read, search, update } from './support/interactions.ts';
import { theAppointment, type HarnessWorld, type Row } from './support/world.ts';

const rows = (table: DataTable): Row[] => table.raw() as unknown as Row[];

When('the client creates an appointment', async function (this: HarnessWorld) {
  await create(this, theAppointment, this.body());
});

When('the client creates an appointment with:', async function (this: HarnessWorld, table: DataTable) {
  await create(this, theAppointment, this.body(rows(table)));
});

When('the client updates {appointment} with:', async function (this: HarnessWorld, name: string, table: DataTable) {
  await update(this, name, this.body(rows(table), { resourceType: 'Appointment' }));
});

When(
  'the client tries to update {appointment} with:',
  async function (this: HarnessWorld, name: string, table: DataTable) {
    await update(this, name, this.body(rows(table), { resourceType: 'Appointment' }));
    this.examine();
  },
);

When('the client puts {appointment} back as it was read', async function (this: HarnessWorld, name: string) {
  const { response } = await current(this, name);
  await update(this, name, response.body as object);
});

When(
  'the client puts {appointment} back as it was read, with:',
  async function (this: HarnessWorld, name: string, table: DataTable) {
    const { response } = await current(this, name);
    await update(this, name, this.body(rows(table), response.body as object));
  },
);

When('the client reads {appointment}', async function (this: HarnessWorld, name: string) {
  await read(this, this.idOf(name));
});

When('the client searches for:', async function (this: HarnessWorld, table: DataTable) {
  await search(this, 'Appointment', rows(table));
});

When('the client searches {word} for:', async function (this: HarnessWorld, type: string, table: DataTable) {
  await search(this, type, rows(table));
});

When('the client sends {method} {string}', async function (this: HarnessWorld, method: string, path: string) {
  await this.send(method, path);
});

When(
  'the client sends {method} {string} with:',
  async function (this: HarnessWorld, method: string, path: string, body: string) {
    await this.send(method, path, this.resolve(body));
  },
);

When(
  'the client sends {method} {string} with a body of {int} bytes',
  async function (this: HarnessWorld, method: string, path: string, size: number) {
    await this.send(method, path, JSON.stringify({ resourceType: 'Appointment', description: 'x'.repeat(size) }));
  },
);

When('the client asks for a token with:', async function (this: HarnessWorld, table: DataTable) {
  const form = rows(table).map(([name, value]): [string, string] => [name, this.resolve(value)]);
  this.useToken(undefined);
  this.useHeader('content-type', 'application/x-www-form-urlencoded');
  await this.send('POST', '/auth/token/', new URLSearchParams(form).toString());
});
