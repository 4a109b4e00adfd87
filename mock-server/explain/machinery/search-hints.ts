// Values of a search that can never match: a word of Canvas or of another system, another case, an id that nobody has.
import { withArticle } from '../../../schemas/article.ts';
import { entryOf } from '../../../schemas/json.ts';
import { parametersOf, type ResourceType } from '../../../schemas/search-parameters.ts';
import { canvasStatus, fhirStatuses } from '../../domain/status.ts';
import { namesType } from '../../resources/appointment/filters.ts';
import { alternatives, idsIn } from '../../search/values.ts';
import type { World } from '../../worlds/world.ts';
import { parametersIn, type ClientRequest } from './client-request.ts';
import type { IgnoredParameters } from './ignored.ts';
import { meantBy } from './meant.ts';
import { meantStatus } from './status-word.ts';

/** Why one value can never match, and what to search for; undefined where it can match. */
type Hint = (value: string, world: World) => string | undefined;

const statusHint: Hint = (value, world) => {
  if (canvasStatus(value, world.instance.settings) !== undefined) return undefined;
  const meant = meantStatus(value, world);
  return meant === undefined
    ? `the statuses are ${Object.values(fhirStatuses).join(', ')}`
    : `${meant.why}: search for status=${meant.status}`;
};

const typeHint: Hint = (value, world) => {
  const names = namesType(world.contract);
  const types = [...world.store().noteTypes.values()];
  if (types.some(({ system, code }) => names(value, system, code))) return undefined;
  const word = value.slice(value.lastIndexOf('|') + 1);
  const meant = meantBy(word, types, ({ code, display, name }) => [code, display, name]);
  if (meant === undefined) return 'no type is configured with that code';
  const { name, system, code } = meant;
  const token = [code, `${system}|${code}`].find((text) => names(text, system, code)) ?? code;
  return `${name} is searched for by appointment-type=${token}`;
};

interface Known {
  readonly id: string;
}

/** A reference to a type, of which a world holds some records. */
const referenceHint =
  (type: ResourceType, recordsOf: (world: World) => Iterable<Known>): Hint =>
  (value, world) => {
    const [id = ''] = idsIn(type, value);
    const records = [...recordsOf(world)];
    if (records.some((record) => record.id === id)) return undefined;
    const [, other] = /^([A-Za-z]+)\//.exec(id) ?? [];
    const bare = id.slice(id.lastIndexOf('/') + 1);
    const meant = meantBy(bare, records, (record) => [record.id]);
    if (meant !== undefined) return `the ${type} is ${type}/${meant.id}`;
    return other === undefined
      ? `no ${type} has that id`
      : `a reference to ${withArticle(type)} is wanted, not to ${withArticle(other)}`;
  };

const oneOf =
  (...words: readonly string[]): Hint =>
  (value) =>
    words.includes(value.trim().toLowerCase()) ? undefined : `the values are ${words.join(', ')}`;

const appointments = referenceHint('Appointment', ({ store }) => store().appointments.values());
const patients = referenceHint('Patient', ({ store }) => store().patients.values());
const practitioners = referenceHint('Practitioner', ({ store }) => store().practitioners.values());
const locations = referenceHint('Location', ({ store }) => store().locations.values());

/** A location is known by its number as well. */
const locationHint: Hint = (value, world) => {
  const [id = ''] = idsIn('Location', value);
  return world.instance.location(id) === undefined ? locations(value, world) : undefined;
};

/** The hints of each type, by parameter. */
const hints: Readonly<Partial<Record<ResourceType, Readonly<Record<string, Hint>>>>> = {
  Appointment: {
    _id: appointments,
    'appointment-type': typeHint,
    location: locationHint,
    patient: patients,
    practitioner: practitioners,
    status: statusHint,
  },
  Encounter: { appointment: appointments, patient: patients, subject: patients },
  Location: { _id: locations },
  Patient: { _id: patients, active: oneOf('true', 'false'), gender: oneOf('male', 'female', 'other', 'unknown') },
  Practitioner: {
    _id: practitioners,
    'include-non-scheduleable-practitioners': oneOf('true', 'false'),
    'include-non-schedulable-practitioners': oneOf('true', 'false'),
  },
};

const hintsFor = (request: ClientRequest, { contract }: World): Readonly<Record<string, Hint>> => {
  const [, type = ''] = request.path.split('/');
  const known = new Set(parametersOf(type as ResourceType, contract.edition).map(({ name }) => name));
  return Object.fromEntries(Object.entries(entryOf(hints, type) ?? {}).filter(([name]) => known.has(name)));
};

/** The values of a search that can never match, each with what to search for instead. */
export const findUnmatchable: IgnoredParameters = (request, world) => {
  const offered = hintsFor(request, world);
  return parametersIn(request).flatMap(([name, text]) =>
    alternatives(text).flatMap((value) => {
      const hint = entryOf(offered, name)?.(value, world);
      return hint === undefined
        ? []
        : [{ where: `query ${name}`, sent: value, why: `${value} never matches: ${hint}` }];
    }),
  );
};
