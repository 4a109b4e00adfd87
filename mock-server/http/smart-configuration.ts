// Where SMART clients learn about the EHR host: a document below the FHIR base.
import type { FastifyInstance } from 'fastify';
import { ehrOriginOf, originOf } from './origin.ts';

/** Registers the SMART configuration. */
export const registerSmartConfiguration = (app: FastifyInstance): void => {
  app.get('/.well-known/smart-configuration', (request, reply) => {
    const ehr = ehrOriginOf(request);
    return reply.send({
      issuer: originOf(request),
      authorization_endpoint: `${ehr}/auth/authorize/`,
      token_endpoint: `${ehr}/auth/token/`,
      introspection_endpoint: `${ehr}/auth/introspect/`,
      grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
      response_types_supported: ['code'],
      scopes_supported: [
        'launch/patient',
        'offline_access',
        'patient/*.read',
        'patient/*.*',
        'user/*.read',
        'user/*.*',
        ...(request.world.contract.isInForce('access/scope-letters') ? ['patient/*.crus', 'user/*.crus'] : []),
        ...(request.world.contract.isInForce('access/system-scopes') ? ['system/*.read', 'system/*.*'] : []),
      ],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
      code_challenge_methods_supported: ['S256'],
      capabilities: [
        'launch-standalone',
        'client-public',
        'client-confidential-symmetric',
        'context-standalone-patient',
        'context-banner',
        'context-style',
        'permission-offline',
        'permission-patient',
        'permission-user',
      ],
    });
  });
};
