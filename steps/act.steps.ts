// When: what the client does.
import { When, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import { theOne, type Kind, type Named } from './support/canonical.ts';
import { change, create, current, read, readEncounter, search, update } from './support/interactions.ts';
import { at } from './support/path.ts';
import { pathOfParameter } from './support/searched-members.ts';
import { rowsOf } from './support/table.ts';
import type { HarnessWorld } from './support/world.ts';

/** A name without its first and its last letter, where it is long enough, and in the other case. */
const partOf = (name: string): string => {
  const part = name.length > 4 ? name.slice(1, -1) : name;
  return part === part.toUpperCase() ? part.toLowerCase() : part.toUpperCase();
};

When(phrases.create, async function (this: HarnessWorld, kind: Kind) {
  await create(this, kind, theOne(kind).name, []);
});

When(phrases.createWith, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  await create(this, kind, theOne(kind).name, rowsOf(table));
});

When(phrases.tryToCreate, async function (this: HarnessWorld, kind: Kind, table: DataTable) {
  await create(this, kind, theOne(kind).name, rowsOf(table));
  this.examine();
});

When(phrases.update, async function (this: HarnessWorld, record: Named, table: DataTable) {
  await change(this, record, rowsOf(table));
});

When(phrases.updateWithOnly, async function (this: HarnessWorld, record: Named, table: DataTable) {
  await update(this, record, this.body(rowsOf(table), { resourceType: record.type }));
});

When(phrases.tryToUpdate, async function (this: HarnessWorld, record: Named, table: DataTable) {
  await change(this, record, rowsOf(table));
  this.examine();
});

When(phrases.putBack, async function (this: HarnessWorld, record: Named) {
  const { response } = await current(this, record);
  await update(this, record, response.body as object);
});

When(phrases.putBackWith, async function (this: HarnessWorld, record: Named, table: DataTable) {
  const { response } = await current(this, record);
  await update(this, record, this.body(rowsOf(table), response.body as object));
});

When(phrases.read, async function (this: HarnessWorld, { type, name }: Named) {
  await read(this, type, this.idOf(name));
});

When(phrases.readEncounter, async function (this: HarnessWorld, appointment: Named) {
  await readEncounter(this, appointment);
});

When(phrases.search, async function (this: HarnessWorld, table: DataTable) {
  await search(this, 'Appointment', rowsOf(table));
});

When(phrases.searchType, async function (this: HarnessWorld, type: string, table: DataTable) {
  await search(this, type, rowsOf(table));
});

/** What a read of a record shows at a path. Fails where that is no text. */
const textOf = async (world: HarnessWorld, record: Named, path: string): Promise<string> => {
  const { response } = await current(world, record);
  const text = at(response.body, path);
  return typeof text === 'string' && text !== '' ? text : world.fail(`${path} of ${record.name}`, 'a text', text);
};

When(phrases.searchByPart, async function (this: HarnessWorld, type: string, record: Named) {
  await search(this, type, [['name', partOf(await textOf(this, record, 'name[0].family'))]]);
});

When(phrases.searchByMember, async function (this: HarnessWorld, type: string, parameter: string, record: Named) {
  await search(this, type, [[parameter, await textOf(this, record, pathOfParameter(parameter))]]);
});

When(phrases.sends, async function (this: HarnessWorld, method: string, path: string) {
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

When(phrases.tokenRequest, async function (this: HarnessWorld, table: DataTable) {
  const form = rowsOf(table).map(([name, value]): [string, string] => [name, this.resolve(value)]);
  this.useToken(undefined);
  this.useHeader('content-type', 'application/x-www-form-urlencoded');
  await this.send('POST', '/auth/token/', new URLSearchParams(form).toString());
});
