// npm run clients: examines each client of the matrix, prints a line for each, and writes docs/clients-matrix.md.
import { writeFileSync } from 'node:fs';
import { command } from '../../scripts/command.ts';
import { faultyClients, listeningClients, soundClients } from './clients.ts';
import { examineClient } from './examine-client.ts';
import { isAsIntended, pageOf, type Row } from './matrix.ts';

const { args: words } = command(
  'clients',
  'Examines each client of the matrix, and writes docs/clients-matrix.md where it was all of them.',
)
  .argument('[words...]', 'clients whose name or fault holds one of these; all where none is given')
  .parse();
const all = [...soundClients, ...faultyClients, ...listeningClients];
const chosen = all.filter(
  ({ name, finds = '' }) => words.length === 0 || words.some((word) => name.includes(word) || finds.includes(word)),
);
const rows: Row[] = [];
for (const client of chosen) {
  const row = { client, examined: await examineClient(client) };
  rows.push(row);
  const mark = isAsIntended(row) ? 'ok' : 'WRONG';
  const { violated, kept } = row.examined;
  console.log(`${mark.padEnd(6)} ${client.name}: ${violated.join(', ') || 'no fault'} (${kept.length} kept)`);
}
if (chosen.length === all.length) writeFileSync(new URL('../../docs/clients-matrix.md', import.meta.url), pageOf(rows));
const wrong = rows.filter((row) => !isAsIntended(row)).length;
console.log(`${rows.length} clients, ${rows.length - wrong} judged as intended`);
process.exitCode = wrong === 0 && rows.length > 0 ? 0 : 1;
