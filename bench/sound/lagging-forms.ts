// A server whose searches lag behind its writes: they show what was stored some time ago.
import { entriesOf, isSearch, isSearchset, type Asked, type Json, type Told } from '../faults/fault.ts';
import type { Form } from './form.ts';

const idIn = (text: string | undefined): string | undefined => /\/Appointment\/([^/?]+)/.exec(text ?? '')?.[1];

/** The appointment that a write has made or changed. */
const writtenBy = ({ status, headers }: Told, { method, url }: Asked): string | undefined => {
  if (status >= 300 || !['POST', 'PUT'].includes(method)) return undefined;
  return idIn(headers['location']) ?? idIn(url);
};

/** A searchset without the appointments that are too new. */
const older = (body: Json, isNew: (resource: Json) => boolean): Json => {
  const entry = entriesOf(body).filter(({ resource }) => !isNew(resource));
  const hidden = entriesOf(body).length - entry.length;
  if (hidden === 0) return body;
  const total = Number(body['total']) - hidden;
  const { entry: _entry, link, ...rest } = body;
  return { ...rest, total, ...(total === 0 ? {} : { link, entry }) };
};

/** Appointments are found only so many milliseconds after they were written: by each search, or by every so many of them. */
export const lagging =
  (milliseconds: number, each = 1): NonNullable<Form['begin']> =>
  () => {
    const written = new Map<string, number>();
    const isNew = ({ id }: Json): boolean => Date.now() - (written.get(String(id)) ?? 0) < milliseconds;
    let searches = 0;
    return {
      tell: (told, asked) => {
        const id = writtenBy(told, asked);
        if (id !== undefined) written.set(id, Date.now());
        if (!isSearch(asked) || !isSearchset(told.body)) return told;
        searches += 1;
        return searches % each === 0 ? { ...told, body: older(told.body, isNew) } : told;
      },
    };
  };

const ends = { code: 0, says: /searches show what was written only after up to \d+ ms/ } as const;

/** The forms of a server whose searches lag. */
export const laggingForms = {
  'searches lag 300 milliseconds behind': { begin: lagging(300), ends },
  'searches lag a second and a half behind': { begin: lagging(1500), ends, rules: 'search,searchset' },
  'every other search is answered by a replica that lags': { begin: lagging(400, 2), ends },
} as const satisfies Record<string, Form>;
