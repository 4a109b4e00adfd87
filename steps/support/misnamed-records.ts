// A location header that names another record than the new one: the mark of a create says which record is its own.
import { isObject } from '../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../targets/index.ts';
import { markOf } from '../../targets/live/index.ts';
import { foundIn } from './outside-filter.ts';

interface Seen {
  readonly id: string;
  readonly mark: string;
}

/** The records that an answer shows and that creates of a run have marked. */
const seenIn = (exchange: Exchange): readonly Seen[] => {
  const { body } = exchange.response;
  const shown = exchange.request.method === 'GET' && isObject(body) ? [body, ...foundIn(exchange)] : [];
  return shown.flatMap((resource) => {
    const mark = markOf(resource);
    return mark !== undefined && resource['resourceType'] === 'Appointment'
      ? [{ id: String(resource['id']), mark }]
      : [];
  });
};

/** The mark that a create has sent, and the id that it was told. */
const createdBy = ({ request: { method, body }, response: { status, headers } }: Exchange): Seen | undefined => {
  const [, id] = /Appointment\/([^/?]+)/.exec(headers['location'] ?? '') ?? [];
  const mark = markOf(body);
  return method === 'POST' && status < 300 && id !== undefined && mark !== undefined ? { id, mark } : undefined;
};

/** The marks that the creates of this process have sent: a server may store one otherwise, in capitals, say. */
const sent = new Set<string>();

/** True where the id has the mark of another create, or the mark another id: of a copy both are shown. */
const isAnother = (told: Seen, seen: readonly Seen[]): boolean => {
  const ofId = seen.find(({ id }) => id === told.id);
  if (ofId === undefined) return seen.some(({ mark }) => mark === told.mark);
  return ofId.mark !== told.mark && sent.has(ofId.mark);
};

const rule = 'interaction/create-location-header';

/** Whether any scenario of this process has found one: what is written to the id of another shows in the scenarios of that. */
let isKnown = false;

/** What the creates of a scenario were told of their records, and whether their marks agree. */
export class MisnamedRecords {
  readonly #created: Seen[] = [];
  #isFound = false;

  /** The rule at fault, once an answer to this scenario has shown it, or to another before one that has creates. */
  get rule(): string | undefined {
    return this.#isFound || (isKnown && this.#created.length > 0) ? rule : undefined;
  }

  /** Looks at an exchange as it went over the wire, with its marks. Gives the difference where it is the first to show one. */
  watch(exchange: Exchange): Mismatch | undefined {
    const created = createdBy(exchange);
    if (created !== undefined) {
      this.#created.push(created);
      sent.add(created.mark);
    }
    const seen = seenIn(exchange);
    const misnamed = this.#created.find((told) => isAnother(told, seen));
    if (misnamed === undefined || this.#isFound) return undefined;
    this.#isFound = true;
    isKnown = true;
    const expected = seen.find(({ mark }) => mark === misnamed.mark)?.id ?? 'that of a record with what was sent';
    return { rule, what: 'The id of the record that a create has made', expected, actual: misnamed.id };
  }
}
