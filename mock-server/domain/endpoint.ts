// How supportingInformation and contained name the meeting endpoint and co-scheduled appointments.
import type { Endpoint } from '../../schemas/appointment.ts';

export const endpointId = 'appointment-meeting-endpoint';

export const suffixedEndpointId = `${endpointId}-0`;

/** Canvas shows the suffix, its examples send without; both name the one meeting endpoint. */
export const isEndpoint = (id: string | undefined): boolean => id === endpointId || id === suffixedEndpointId;

/** Whether a contained resource is the meeting endpoint. */
export const isMeetingEndpoint = ({ id, resourceType = 'Endpoint' }: Endpoint): boolean =>
  resourceType === 'Endpoint' && isEndpoint(id);

export const coScheduledDisplay = 'Co-scheduled appointment';
