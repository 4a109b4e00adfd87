// What may be written down of a surprise: places, codes and times, but nothing that tells of a person.
import { hideByPlace, Pseudonyms } from '../../redaction/people/index.ts';
import { redacted } from '../../redaction/secrets.ts';

/** Parameters whose values are ids, codes or days; those of others may be names. */
const plainParameters =
  /^(_id|_count|_offset|_sort|appointment-type|date|location|patient|practitioner|status|identifier)$/;

/** An address without what may tell of a person. */
export const redactedPath = (url: string): string => {
  const [path = '', query] = url.split('?');
  if (query === undefined) return path;
  const pairs = query.split('&').map((pair) => {
    const [name = ''] = pair.split('=');
    return plainParameters.test(name) ? pair : `${name}=…`;
  });
  return redacted(`${path}?${pairs.join('&')}`);
};

/** Hides persons in values, the same value always as the same pseudonym, so that two values can be told apart. */
export class LogRedactor {
  readonly #pseudonyms = new Pseudonyms(undefined);

  /** A value that stands at a path of an Appointment. */
  value(where: string, value: unknown): unknown {
    if (/^HTTP |^header /.test(where) || value === undefined) return value;
    const names = where.replace(/\[\d+\]/g, '').split('.');
    const [member = '', parent = ''] = [names.at(-1), names.at(-2)];
    if (member === 'address' && typeof value === 'string') return this.#pseudonyms.pseudonymOf('address', value);
    if (parent === 'details') return typeof value === 'string' ? redacted(value) : value;
    const place = {
      member,
      parent,
      holder: parent.endsWith('coding') ? { code: '' } : {},
      type: 'Appointment',
      id: '',
    };
    return JSON.parse(redacted(JSON.stringify(hideByPlace(value, this.#pseudonyms, new Set(), place)))) as unknown;
  }
}
