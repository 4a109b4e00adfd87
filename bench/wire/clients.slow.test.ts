// Each line of the wire table, sent by FHIR clients, curl, Python's requests and httpx, and Go.
import { after, before, test } from 'node:test';
import { startMock, type Mock } from '../../mock-server/index.ts';
import { check, sceneOf, sendAll, sent } from './checking.ts';
import { fhirClients } from './fhir-clients.ts';
import { curl, hasCurl, programs, viaProgram } from './other-clients.ts';
import { requestOf, type Row } from './row.ts';

let mock: Mock;
before(async () => {
  mock = await startMock();
});
after(() => mock.close());

for (const client of [...fhirClients, ...(hasCurl ? [curl] : [])])
  test(client.name, (context) => sendAll(client, mock, (line) => context.diagnostic(`cannot send: ${line}`)));

for (const { name, command, mends } of programs)
  test(name, { skip: command === undefined }, async () => {
    const scene = await sceneOf(mock);
    // One world for all lines: those that count what is there come first.
    const ordered = sent
      .filter(({ sent: line }: Row) => !mends.test(line))
      .toSorted((one, other) => Number(one.gets.startsWith('201')) - Number(other.gets.startsWith('201')));
    const answers = await viaProgram(
      command ?? [],
      mock.url,
      ordered.map((row) => requestOf(row, scene)),
    );
    for (const [at, row] of ordered.entries()) check(row, answers[at] ?? { status: 0, headers: {}, text: row.sent });
  });
