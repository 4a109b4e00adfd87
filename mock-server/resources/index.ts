// The routes of the FHIR face, as a table: which resource types there are and what each offers.
import type { ResourceType } from '../../schemas/search-parameters.ts';
import type { Resource } from './any-type/handler.ts';
import { appointment } from './appointment/appointment.ts';
import { encounter } from './encounter/encounter.ts';
import { location } from './location/location.ts';
import { patient } from './patient/patient.ts';
import { practitioner } from './practitioner/practitioner.ts';
import { schedule } from './schedule/schedule.ts';
import { slot } from './slot/slot.ts';

/** How each type is created, read, updated and searched, as far as it can be. */
export const resources: Readonly<Record<ResourceType, Resource>> = {
  Appointment: appointment,
  Encounter: encounter,
  Location: location,
  Patient: patient,
  Practitioner: practitioner,
  Schedule: schedule,
  Slot: slot,
};

/** The method and the path of each interaction, below the FHIR base, and the access that it needs. */
export const routes = [
  { interaction: 'create', method: 'POST', path: (type: string) => `/${type}`, access: 'write' },
  { interaction: 'read', method: 'GET', path: (type: string) => `/${type}/:id`, access: 'read' },
  { interaction: 'update', method: 'PUT', path: (type: string) => `/${type}/:id`, access: 'write' },
  { interaction: 'search', method: 'GET', path: (type: string) => `/${type}`, access: 'read' },
  { interaction: 'search', method: 'POST', path: (type: string) => `/${type}/_search`, access: 'read' },
] as const;
