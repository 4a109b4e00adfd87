// What the servers of other makers are told to serve, as their users would write it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from './appointments.ts';

/** Writes a file of JSON into a folder; gives its path. */
export const written = (folder: string, name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

/** A data bucket served by a CRUD route, as Mockoon's own demo has it. */
export const mockoonEnvironment = (port: number, count: number): object => ({
  uuid: 'environment',
  lastMigration: 33,
  name: 'appointments',
  endpointPrefix: '',
  latency: 0,
  port,
  hostname: '127.0.0.1',
  folders: [],
  routes: [
    {
      uuid: 'route',
      type: 'crud',
      documentation: '',
      method: '',
      endpoint: 'Appointment',
      responses: [
        {
          uuid: 'response',
          body: '{}',
          latency: 0,
          statusCode: 200,
          label: '',
          headers: [],
          bodyType: 'DATABUCKET',
          filePath: '',
          databucketID: 'appt',
          sendFileAsBody: false,
          rules: [],
          rulesOperator: 'OR',
          disableTemplating: false,
          fallbackTo404: false,
          default: true,
          crudKey: 'id',
          callbacks: [],
        },
      ],
      responseMode: null,
      streamingMode: null,
      streamingInterval: 0,
    },
  ],
  rootChildren: [{ type: 'route', uuid: 'route' }],
  proxyMode: false,
  proxyHost: '',
  proxyRemovePrefix: false,
  tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
  cors: false,
  headers: [{ key: 'Content-Type', value: 'application/json' }],
  proxyReqHeaders: [],
  proxyResHeaders: [],
  data: [
    { uuid: 'bucket', id: 'appt', name: 'appointments', documentation: '', value: JSON.stringify(resources(count)) },
  ],
  callbacks: [],
});

/** One stub for the read and one for the create, as a user of WireMock would write them. */
export const wireMockRoot = (folder: string): string => {
  mkdirSync(join(folder, 'mappings'));
  const mapping = {
    mappings: [
      {
        request: { method: 'GET', urlPattern: '/Appointment/[0-9a-f-]+' },
        response: { status: 200, jsonBody: resources(1)[0], headers: { 'content-type': 'application/json' } },
      },
      { request: { method: 'POST', urlPath: '/Appointment' }, response: { status: 201, body: 'null' } },
    ],
  };
  written(join(folder, 'mappings'), 'stubs.json', mapping);
  return folder;
};

/** A read with one example. */
export const prismDocument = (): object => ({
  openapi: '3.1.0',
  info: { title: 'appointments', version: '1' },
  paths: {
    '/Appointment/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: { description: 'one', content: { 'application/json': { example: resources(1)[0] } } },
        },
      },
    },
  },
});
