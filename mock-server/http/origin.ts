// Scheme and host as the client sees them, for the addresses that answers name.
import type { FastifyRequest } from 'fastify';

/** Where the client sent its request: without a slash at the end, and with what a proxy in front says of the scheme. */
export const originOf = ({ headers, host, protocol }: FastifyRequest): string =>
  `${headers['x-forwarded-proto'] === 'https' ? 'https' : protocol}://${host}`;

/** The EHR host that belongs to a FHIR host; on a port they are one. */
export const ehrOriginOf = (request: FastifyRequest): string => originOf(request).replace('://fumage-', '://');
