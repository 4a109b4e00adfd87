// A location header that names another record than the new one: the mark of a create says which record is its own.
import type { Exchange, Mismatch } from '../../targets/index.ts';
import { isOfAnotherCreate, markOf, type MarkedRecord } from '../../targets/live/index.ts';
import { shownIn } from './outside-filter.ts';

/** The records that an answer shows and that creates of a run have marked. */
const seenIn = (exchange: Exchange): readonly MarkedRecord[] =>
  shownIn(exchange).flatMap((resource) => {
    const mark = markOf(resource);
    return mark !== undefined && resource['resourceType'] === 'Appointment'
      ? [{ id: String(resource['id']), mark }]
      : [];
  });

/** The mark that a create has sent, and the id that it was told. */
const createdBy = ({
  request: { method, body },
  response: { status, headers },
}: Exchange): MarkedRecord | undefined => {
  const [, id] = /Appointment\/([^/?]+)/.exec(headers['location'] ?? '') ?? [];
  const mark = markOf(body);
  return method === 'POST' && status < 300 && id !== undefined && mark !== undefined ? { id, mark } : undefined;
};

const rule = 'interaction/create-location-header';

/** Whether any scenario of this process has found one: what is written to the id of another shows in the scenarios of that. */
let isKnown = false;

/** What the creates of a scenario were told of their records, and whether their marks agree. */
export class MisnamedRecords {
  readonly #created: MarkedRecord[] = [];
  #isFound = false;

  /** The rule at fault, once an answer to this scenario has shown it, or to another before one that has creates. */
  get rule(): string | undefined {
    return this.#isFound || (isKnown && this.#created.length > 0) ? rule : undefined;
  }

  /** Looks at an exchange as it went over the wire, with its marks. Gives the difference where it is the first to show one. */
  watch(exchange: Exchange): Mismatch | undefined {
    const created = createdBy(exchange);
    if (created !== undefined) this.#created.push(created);
    const seen = seenIn(exchange);
    const misnamed = this.#created.find((told) => isOfAnotherCreate(told, seen));
    if (misnamed === undefined || this.#isFound) return undefined;
    this.#isFound = true;
    isKnown = true;
    const expected = seen.find(({ mark }) => mark === misnamed.mark)?.id ?? 'that of a record with what was sent';
    return { rule, what: 'The id of the record that a create has made', expected, actual: misnamed.id };
  }
}
