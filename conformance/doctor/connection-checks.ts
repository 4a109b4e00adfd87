// Checks of the connection, without which no other check makes sense: host, token, scopes, CapabilityStatement.
import { checkHost, variableIn, fixedToken, isSandboxLike } from '../../targets/live/index.ts';
import { TargetFault } from '../../targets/index.ts';
import { jsonOf } from '../live/index.ts';
import { missing, ok, unlessFhir, type Check } from './check-result.ts';

export const reach: Check = {
  name: 'DNS and TLS',
  isPrerequisite: true,
  look: async ({ client, ehrUrl }) => {
    for (const url of new Set([client.baseUrl, ehrUrl])) await client.tryWithoutToken(url);
    return ok(`${client.baseUrl} answers`);
  },
};

export const token: Check = {
  name: 'token',
  isPrerequisite: true,
  look: async ({ client, ehrUrl, environment }) => {
    await client.tokens.tokenFor();
    const path = '/Appointment?_count=1';
    const trouble = unlessFhir(path, await client.ask(path));
    if (trouble !== undefined) return trouble;
    return ok(
      fixedToken(environment) === undefined ? `issued by ${ehrUrl}/auth/token/` : 'CANVAS_ACCESS_TOKEN is accepted',
    );
  },
};

/** An id that no server has given. */
const unknownId = 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1';

export const scopes: Check = {
  name: 'scopes',
  look: async ({ client, environment }) => {
    const lacking: string[] = [];
    for (const type of ['Appointment', 'Patient', 'Practitioner', 'Location', 'Schedule', 'Slot', 'Encounter'])
      if ((await client.ask(`/${type}?_count=1`)).status === 403) lacking.push(`user/${type}.read`);
    // A write to nobody's record is refused by a server that knows the scope, and changes nothing on one that does not.
    if (isSandboxLike(client.baseUrl) && (await client.update(`/Appointment/${unknownId}`, {})).status === 403)
      lacking.push('user/Appointment.write');
    if (lacking.length > 0) return { state: 'fault', says: `the token lacks ${lacking.join(', ')}: ask for user/*.*` };
    return ok('reads and writes are allowed', { CANVAS_SCOPE: variableIn(environment, 'CANVAS_SCOPE') ?? '' });
  },
};

/** What stands at /metadata in place of a CapabilityStatement. */
const noStatement = (status: number, resourceType: string | undefined): string =>
  status === 404
    ? 'nothing is served at /metadata (404): check the path of CANVAS_FHIR_BASE_URL, the FHIR base of Canvas has none'
    : `/metadata answers ${status} with ${resourceType ?? 'no resource'}, where a CapabilityStatement is wanted`;

export const metadata: Check = {
  name: '/metadata',
  look: async ({ client }) => {
    const answer = await client.ask('/metadata');
    const trouble = unlessFhir('/metadata', answer);
    if (trouble !== undefined) return { state: 'deviation', says: trouble.says };
    const { resourceType, fhirVersion } = (jsonOf(answer) ?? {}) as Record<string, string>;
    if (resourceType !== 'CapabilityStatement')
      return { state: 'deviation', says: noStatement(answer.status, resourceType) };
    return ok(`a CapabilityStatement of FHIR ${String(fhirVersion)}`);
  },
};

export const sandbox: Check = {
  name: 'sandbox',
  look: ({ client, environment }) => {
    try {
      checkHost(client.baseUrl, environment);
      return Promise.resolve(ok('the host may be written to'));
    } catch (error) {
      if (error instanceof TargetFault) return Promise.resolve(missing(error.message));
      throw error;
    }
  },
};
