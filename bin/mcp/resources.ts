// FHIR resources as a tool tells of them: a line each, found by id or by name.
import { requestIdOf, wordsOf, type MockAccess, type Reply } from './mock-access.ts';
import { fail, type Said } from './tool.ts';

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly status?: string;
  readonly start?: string;
  readonly end?: string;
  readonly name?: string | readonly { readonly text?: string; readonly family?: string; readonly given?: string[] }[];
  readonly comment?: string;
  readonly participant?: readonly { readonly actor?: { readonly reference?: string } }[];
}

/** The resources of a searchset. */
export const resourcesIn = ({ body }: Reply): readonly Resource[] =>
  ((body as { entry?: readonly { resource: Resource }[] } | undefined)?.entry ?? []).map(({ resource }) => resource);

const nameOf = ({ name, comment }: Resource): string => {
  if (typeof name === 'string') return name;
  const [first] = name ?? [];
  return first?.text ?? [...(first?.given ?? []), first?.family ?? comment ?? ''].join(' ').trim();
};

/** A resource in one line. */
export const lineOf = (resource: Resource): string =>
  [
    `${resource.resourceType}/${resource.id}`,
    resource.status,
    resource.start && `${resource.start} to ${resource.end ?? '?'}`,
    nameOf(resource),
    ...(resource.participant ?? []).map(({ actor }) => actor?.reference),
  ]
    .filter(Boolean)
    .join(' ');

const isId = (text: string): boolean => /^[0-9a-f]{32}$|^[0-9a-f-]{36}$/.test(text);

/** A reference by id, by name, or to the first that there is; or in words why there is none. */
export const referenceTo = async (
  type: 'Patient' | 'Practitioner' | 'Location',
  wanted: string | undefined,
  world: string | undefined,
  mock: MockAccess,
): Promise<{ readonly reference: string } | Said> => {
  const text = wanted?.replace(`${type}/`, '');
  if (text !== undefined && isId(text)) return { reference: `${type}/${text}` };
  const found = await mock.call({ path: `/${type}?_count=100`, world, isPreparation: true });
  if (!found.isOk) return fail(`GET /${type} answered ${wordsOf(found)}`);
  const all = resourcesIn(found);
  const named =
    text === undefined ? all : all.filter((each) => nameOf(each).toLowerCase().includes(text.toLowerCase()));
  const [first] = named;
  if (first !== undefined) return { reference: `${type}/${first.id}` };
  return fail(
    `No ${type} is called '${text ?? ''}'. Give an id, or one of these names:`,
    ...all.slice(0, 10).map((each) => `${each.id} ${nameOf(each)}`),
  );
};

/** What to say of a request that the mock refused. */
export const refused = (reply: Reply): Said =>
  fail(
    `Refused: ${wordsOf(reply)}`,
    `Rules: ${reply.headers.get('x-mock-rules') ?? 'none'}. Request ${requestIdOf(reply) ?? '?'}.`,
    'smallest_fix shows the smallest change that would be accepted; explain_last_refusal says why.',
  );
