// The servers of the comparison: how each is started, and where each serves the same four requests.
import { fileURLToPath } from 'node:url';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { developmentToken } from '../../mock-server/index.ts';
import { idOf, type Load } from '../load.ts';
import { resources, searched, worldOfRecords } from './appointments.ts';
import { mockoonEnvironment, prismDocument, wireMockRoot, written } from './configurations.ts';

/** What a server does for a request besides answering it. */
type Keeps = 'state and rules' | 'state' | 'nothing';

export interface Peer {
  readonly name: string;
  readonly keeps: Keeps;
  /** The command that serves so many appointments on a port, and the files it needs in a folder. */
  readonly command: (port: number, count: number, folder: string) => readonly string[];
  /** The search for ten appointments of a patient; undefined where the server searches nothing. */
  readonly search: string | undefined;
  /** Whether it takes a create. */
  readonly isWritable: boolean;
  /** Whether it knows more than one id. */
  readonly hasManyIds: boolean;
  /** Whether it is compiled from TypeScript as it starts: how long that takes, and its memory, says nothing of it. */
  readonly isCompiledAtStart?: true;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const installed = (path: string): string => here(`./installed/node_modules/${path}`);

const plainServer =
  (kind: string) =>
  (port: number, count: number): readonly string[] => [
    process.execPath,
    ...['--import', here('../../scripts/ts-hooks.mjs'), here('./plain-server.ts'), kind, String(port), String(count)],
  ];

const jsonServer =
  (path: string) =>
  (port: number, count: number, folder: string): readonly string[] => [
    process.execPath,
    ...[installed(path), written(folder, 'db.json', { Appointment: resources(count) }), '--port', String(port)],
  ];

const bySearch = `?patient=${searched}`;

/** Our mock first, then the servers of other makers, then what plain code on the same machine reaches. */
export const peers: readonly Peer[] = [
  {
    name: 'canvas-fhir-harness',
    keeps: 'state and rules',
    command: (port, count, folder) => [
      process.execPath,
      ...[here('../../bin/canvas-harness.mjs'), 'mock', '--quiet', '--port', String(port)],
      ...['--import', written(folder, 'world.json', worldOfRecords(count))],
    ],
    search: `?patient=Patient/${searched}&_count=10`,
    isWritable: true,
    hasManyIds: true,
  },
  {
    name: 'json-server 0.17',
    keeps: 'state',
    command: (...args) => [...jsonServer('json-server/lib/cli/bin.js')(...args), '--quiet'],
    search: `${bySearch}&_limit=10`,
    isWritable: true,
    hasManyIds: true,
  },
  {
    name: 'json-server 1 (beta)',
    keeps: 'state',
    command: jsonServer('json-server-1/lib/bin.js'),
    search: `${bySearch}&_page=1&_per_page=10`,
    isWritable: true,
    hasManyIds: true,
  },
  {
    name: 'Mockoon CLI',
    keeps: 'state',
    command: (port, count, folder) => [
      process.execPath,
      ...[installed('@mockoon/cli/bin/run.js'), 'start', '--disable-log-to-file', '--disable-admin-api'],
      ...['--data', written(folder, 'environment.json', mockoonEnvironment(port, count))],
    ],
    search: `?patient_eq=${searched}&limit=10&page=1`,
    isWritable: true,
    hasManyIds: true,
  },
  {
    name: 'MSW, on a port',
    keeps: 'state',
    command: (port, count, folder) => [
      process.execPath,
      ...[here('./msw-server.mjs'), String(port), written(folder, 'appointments.json', resources(count))],
    ],
    search: bySearch,
    isWritable: true,
    hasManyIds: true,
  },
  {
    name: 'Prism',
    keeps: 'nothing',
    command: (port, _count, folder) => [
      process.execPath,
      ...[installed('@stoplight/prism-cli/dist/index.js'), 'mock', '--port', String(port), '--verboseLevel', 'fatal'],
      written(folder, 'openapi.json', prismDocument()),
    ],
    search: undefined,
    isWritable: false,
    hasManyIds: false,
  },
  {
    name: 'WireMock',
    keeps: 'nothing',
    command: (port, _count, folder) => [
      'java',
      ...['-jar', installed('wiremock/build/wiremock-standalone-3.13.2.jar'), '--port', String(port)],
      ...['--root-dir', wireMockRoot(folder), '--no-request-journal', '--disable-banner'],
    ],
    search: undefined,
    isWritable: true,
    hasManyIds: false,
  },
  {
    name: 'Fastify, which checks nothing',
    keeps: 'state',
    command: plainServer('fastify'),
    isCompiledAtStart: true,
    search: bySearch,
    isWritable: true,
    hasManyIds: true,
  },
  {
    name: 'node:http, which checks nothing',
    keeps: 'state',
    command: plainServer('http'),
    isCompiledAtStart: true,
    search: bySearch,
    isWritable: true,
    hasManyIds: true,
  },
];

/** What is measured of a server. */
export type LoadName = 'read one' | 'read any' | 'search' | 'create';

/** The loads that a server can bear. */
export const loadsOf = ({ search, isWritable, hasManyIds }: Peer, count: number): Partial<Record<LoadName, Load>> => {
  const get = { method: 'GET', token: developmentToken } as const;
  const body = JSON.stringify(canonicalAppointment());
  return {
    'read one': { ...get, path: `/Appointment/${idOf(Math.floor(count / 2))}` },
    ...(hasManyIds ? { 'read any': { ...get, path: '/Appointment', ids: count } } : {}),
    ...(search === undefined ? {} : { search: { ...get, path: `/Appointment${search}` } }),
    ...(isWritable ? { create: { method: 'POST', path: '/Appointment', body, token: developmentToken } as const } : {}),
  };
};
