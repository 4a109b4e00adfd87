// search: the FHIR searches and reads of the mock.
import { z } from 'zod';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import type { MockAccess, Reply } from './mock-access.ts';
import { lineOf, refused, resourcesIn } from './resources.ts';
import { say, tool, worldInput } from './tool.ts';

const types = [
  'Appointment',
  'Encounter',
  'Location',
  'Patient',
  'Practitioner',
  'Schedule',
  'Slot',
] as const satisfies readonly ResourceType[];

interface Statement {
  readonly rest?: readonly { readonly resource?: readonly { type: string; searchParam?: { name: string }[] }[] }[];
}

/** What to say of a search that had a parameter which nobody knows. */
const ignoredIn = async (reply: Reply, type: ResourceType, mock: MockAccess): Promise<string | undefined> => {
  const rules = reply.headers.get('x-mock-rules') ?? '';
  if (!rules.includes('search/unknown-parameter-is-ignored')) return undefined;
  const { body } = await mock.call({ path: '/metadata', isPreparation: true });
  const { rest = [] } = (body ?? {}) as Statement;
  const known = rest.flatMap(({ resource = [] }) => resource).find((each) => each.type === type)?.searchParam ?? [];
  return `A parameter is unknown and was ignored. ${type} knows ${known.map(({ name }) => name).join(', ')}.`;
};

export const search = tool({
  name: 'search',
  title: 'Search or read FHIR resources',
  description:
    'Searches the mock by FHIR: a line for each match with its id, status and time. With id it reads one resource whole. ' +
    'parameters are FHIR search parameters, for example {"patient": "Patient/<id>", "date": "ge2031-03-04"}; a list sends one twice.',
  input: {
    type: z.enum(types).describe('The resource type'),
    id: z.string().optional().describe('Read the resource with this id, in place of a search'),
    parameters: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
      .optional()
      .describe('FHIR search parameters'),
    world: worldInput,
  },
  isReading: true,
  run: async ({ type, id, parameters = {}, world }, mock) => {
    if (id !== undefined) {
      const reply = await mock.call({ path: `/${type}/${encodeURIComponent(id.replace(`${type}/`, ''))}`, world });
      return reply.isOk ? say(reply.text) : refused(reply);
    }
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
      for (const each of [value].flat()) query.append(name, String(each));
    const reply = await mock.call({ path: `/${type}?${query.toString()}`, world });
    if (!reply.isOk) return refused(reply);
    const { total = 0, link = [] } = (reply.body ?? {}) as {
      total?: number;
      link?: { relation: string; url: string }[];
    };
    const next = link.find(({ relation }) => relation === 'next')?.url;
    const resources = resourcesIn(reply);
    return say(
      ...resources.map(lineOf),
      `${resources.length} of ${total} ${type} resources.`,
      next && `There are more: raise _offset, as in ${next}`,
      await ignoredIn(reply, type, mock),
    );
  },
});
