// A server whose searches lag behind its writes: they show what was stored some time ago.
import { isObject } from '../../schemas/json.ts';
import { entriesOf, isSearch, isSearchset, type Asked, type Told } from '../faults/fault.ts';
import type { Form } from './form.ts';

const isWrite = ({ method, url }: Asked): boolean =>
  ['POST', 'PUT'].includes(method) && url.startsWith('/Appointment') && !url.includes('_search');

/** Appointments are found, and found as they are now, only after so many milliseconds. */
export const lagging =
  (milliseconds: number): NonNullable<Form['begin']> =>
  () => {
    const created = new Map<string, number>();
    return {
      tell: (told: Told, asked: Asked): Told => {
        const [, id] = /\/Appointment\/([^/?]+)/.exec(told.headers['location'] ?? '') ?? [];
        if (isWrite(asked) && told.status === 201 && id !== undefined) created.set(id, Date.now());
        if (!isSearch(asked) || !isSearchset(told.body) || !isObject(told.body)) return told;
        const isNew = (one: unknown): boolean =>
          isObject(one) && Date.now() - (created.get(String(one['id'])) ?? 0) < milliseconds;
        const entry = entriesOf(told.body).filter(({ resource }) => !isNew(resource));
        const hidden = entriesOf(told.body).length - entry.length;
        if (hidden === 0) return told;
        const total = Number(told.body['total']) - hidden;
        const { entry: _entry, link, ...rest } = told.body;
        return { ...told, body: { ...rest, total, ...(total === 0 ? {} : { link, entry }) } };
      },
    };
  };
