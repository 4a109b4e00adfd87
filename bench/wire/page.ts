// Writes docs/wire.md: the lines of the wire table by topic.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { root } from '../../scripts/rooms.mjs';
import { rows } from './rows.ts';

const introduction = `# On the wire

What the mock answers to requests that are unusual, or that FHIR speaks of and the documentation does not. Where nothing is
documented, the mock neither invents a refusal nor a feature: a header or parameter that it does not know is left out of
account. Each refusal is an OperationOutcome.

Each line is a test, sent by Node's fetch and \`node:http\`, undici, axios, got, superagent, fhir-kit-client, fhirclient,
@medplum/core, curl, Python's requests and httpx, and Go's net/http, as far as a client can be made to send it. Those under
Connections are sent as bytes. The answers are those of \`--validation documented\`, which is the usual one;
\`--validation framework\` answers as Canvas's framework does.`;

const topics = [...new Set(rows.map(({ topic }) => topic))];

const tableOf = (topic: string): string => {
  const lines = rows.filter((row) => row.topic === topic).map(({ sent, gets }) => `| ${sent} | ${gets} |`);
  return [`## ${topic}`, '', '| sent | gets |', '| --- | --- |', ...lines].join('\n');
};

/** The page as it has to be. */
export const wirePage = (): Promise<string> =>
  format([introduction, ...topics.map(tableOf)].join('\n\n'), { parser: 'markdown', printWidth: 120 });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(join(root, 'docs/wire.md'), await wirePage());
