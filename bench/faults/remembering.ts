// Faults that remember what was written, and show or find it later otherwise than it should be.
import { allFound, parametersBeside } from './asking.ts';
import {
  appointments,
  bodyOf,
  idIn,
  isCreate,
  isSearch,
  isSearchset,
  isUpdate,
  parametersOf,
  type Asked,
  type Entry,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

/** Keeps something of each write, by the id of the appointment, and shows it in every later read. */
export const remembering = (
  kept: (body: Json, before: unknown, asked: Asked) => unknown,
  show: (resource: Json, value: unknown) => Json,
): Pick<Fault, 'tell'> => {
  const values = new Map<string, unknown>();
  const reads = appointments((one) => {
    const value = values.get(String(one['id']));
    return value === undefined ? one : show(one, value);
  });
  return {
    tell: (told, asked) => {
      const id = idIn(asked, told);
      if ((isCreate(asked) || isUpdate(asked)) && told.status < 300 && id !== '')
        values.set(id, kept(bodyOf(asked), values.get(id), asked) ?? values.get(id));
      return reads.tell?.(told, asked) ?? told;
    },
  };
};

/** Only what an update sends, as `remembering` has it. */
export const rememberingUpdates = (
  kept: (body: Json) => unknown,
  show: (resource: Json, value: unknown) => Json,
): Pick<Fault, 'tell'> => remembering((body, _before, asked) => (isUpdate(asked) ? kept(body) : undefined), show);

/** A searchset of those found that fit, as the page that was asked for. */
export const paged =
  ({ body, ...told }: Told, { url }: Asked, fits: (resource: Json) => boolean) =>
  (all: readonly Entry[]): Told => {
    const asked = new URLSearchParams(url.split('?')[1]);
    const found = all.filter(({ resource }) => fits(resource));
    const [offset, count] = [Number(asked.get('_offset') ?? 0), Number(asked.get('_count') ?? 10)];
    const { link } = body as Json;
    const entry = found.slice(offset, offset + count);
    const bundle = { resourceType: 'Bundle', type: 'searchset', total: found.length };
    return { ...told, body: found.length === 0 ? bundle : { ...bundle, link, entry } };
  };

/** Searches by a parameter that find by what the create has sent, whatever was updated since. */
export const findingAsCreated = (
  parameter: string,
  fits: (created: Json, value: string) => boolean,
): Pick<Fault, 'act'> => {
  const created = new Map<string, Json>();
  return {
    act: async (told, asked, ask) => {
      const id = idIn(asked, told);
      if (isCreate(asked) && told.status === 201 && id !== '') created.set(id, bodyOf(asked));
      const wanted = parametersOf(asked).getAll(parameter);
      if (!isSearch(asked) || !isSearchset(told.body) || wanted.length === 0) return told;
      return paged(told, asked, (resource) => {
        const known = created.get(String(resource['id'])) ?? resource;
        return wanted.every((value) => fits(known, value));
      })(await allFound('Appointment', parametersBeside(asked, parameter), asked, ask));
    },
  };
};
