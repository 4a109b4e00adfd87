// capabilities: a CapabilityStatement derived from what is registered.
import { parametersOf, type ResourceType } from '../../../schemas/search-parameters.ts';
import type { Edition } from '../../../schemas/editions/editions.ts';
import { formatInstant } from '../../../schemas/canvas/instant.ts';
import type { Resource } from './handler.ts';

const codes = { create: 'create', read: 'read', search: 'search-type', update: 'update' } as const;

const resourceOf = (type: ResourceType, resource: Resource, edition: Edition) => ({
  type,
  interaction: (Object.keys(codes) as (keyof typeof codes)[])
    .filter((interaction) => resource[interaction] !== undefined)
    .map((interaction) => ({ code: codes[interaction] })),
  searchParam: parametersOf(type, edition).map(({ name, type: kind, documentation }) => ({
    name,
    definition: `http://hl7.org/fhir/SearchParameter/${type}-${name.replace(/^_/, '')}`,
    type: kind,
    documentation,
  })),
});

/** How clients sign in; the addresses are in the SMART configuration. */
const security = {
  service: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }],
    },
  ],
  description: 'OAuth 2.0 with a Bearer token; the addresses are in /.well-known/smart-configuration',
};

/** The CapabilityStatement of a server that offers some resources; `startedAt` in milliseconds since 1970. */
export const capabilityStatement = (
  resources: Readonly<Record<ResourceType, Resource>>,
  edition: Edition,
  startedAt: number,
) => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: formatInstant(startedAt),
  kind: 'instance',
  software: { name: 'canvas-fhir-harness mock', version: edition },
  implementation: { description: `Mock of the Canvas FHIR API, edition ${edition}` },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      security,
      resource: (Object.keys(resources) as ResourceType[])
        .toSorted()
        .map((type) => resourceOf(type, resources[type], edition)),
    },
  ],
});
