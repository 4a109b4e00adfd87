// The routes of the FHIR face, as a table: which resource types there are and what each offers.
import type { ResourceType } from '../schemas/search-parameters.ts';
import { create } from './interactions/create.ts';
import type { Resource } from './interactions/exchange.ts';
import { read } from './interactions/read.ts';
import { search } from './interactions/search.ts';
import { update } from './interactions/update.ts';

export const resources: Readonly<Record<ResourceType, Resource>> = {
  Appointment: { create, read, update, search },
  Encounter: {},
  Location: {},
  Patient: {},
  Practitioner: {},
  Schedule: {},
  Slot: {},
};

/** How an interaction is called: its method and the path below the FHIR base. */
export const routes = [
  { interaction: 'create', method: 'POST', path: (type: string) => `/${type}`, access: 'write' },
  { interaction: 'read', method: 'GET', path: (type: string) => `/${type}/:id`, access: 'read' },
  { interaction: 'update', method: 'PUT', path: (type: string) => `/${type}/:id`, access: 'write' },
  { interaction: 'search', method: 'GET', path: (type: string) => `/${type}`, access: 'read' },
  { interaction: 'search', method: 'POST', path: (type: string) => `/${type}/_search`, access: 'read' },
] as const;
