// What a server took and never showed, over a whole run: read off the exchanges, whatever the scenarios were about.
import type { JsonObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { appointmentIdIn } from '../../../targets/index.ts';
import type { Exchange, Mismatch, Scenario } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { elements, type Element, type Write } from './elements.ts';
import { isRefused, objectOf, typeOf } from './parts.ts';

/** A value of an element that was written and would be seen if it were kept. */
interface Written {
  readonly element: Element;
  readonly write: Write;
  readonly value: string;
}

/** A value that was written, and whether the next read showed it. */
interface Seen {
  readonly written: Written;
  readonly isKept: boolean;
}

const isSuccess = ({ response: { status } }: Exchange): boolean => status >= 200 && status < 300;

const valuesIn = (
  body: JsonObject,
  how: 'written' | 'shown',
): readonly (readonly [element: Element, value: string])[] =>
  elements.flatMap((element) => {
    const value = element[how](body);
    return value === undefined ? [] : [[element, value] as const];
  });

/** Follows the records of one scenario from write to read. */
class Records {
  readonly #known = new Map<string, Map<Element, string>>();
  readonly #pending = new Map<string, Map<Element, Written>>();
  readonly #shownOtherwise = new Map<Element, Set<string>>();
  readonly written: Written[] = [];
  readonly seen: Seen[] = [];
  /** Elements that were sent back as a read has shown them, not as they were written, with an update that was refused. */
  readonly refused = new Set<Element>();

  follow(exchange: Exchange): void {
    const { method, path, body } = exchange.request;
    if (method === 'PUT' && isRefused(exchange)) this.#noteRefused(objectOf(body));
    if (!isSuccess(exchange)) return;
    if (method === 'POST')
      this.#write(appointmentIdIn(exchange.response.headers['location']), 'create', objectOf(body));
    if (method === 'PUT') this.#write(appointmentIdIn(path), 'update', objectOf(body));
    if (method === 'GET') this.#read(appointmentIdIn(path), objectOf(exchange.response.body));
  }

  #write(id: string | undefined, write: Write, body: JsonObject): void {
    if (id === undefined) return;
    const known = this.#known.get(id) ?? new Map<Element, string>();
    const pending = this.#pending.get(id) ?? new Map<Element, Written>();
    for (const [element, value] of valuesIn(body, 'written')) {
      if (known.get(element) === value) continue;
      const written = { element, write, value };
      known.set(element, value);
      pending.set(element, written);
      this.written.push(written);
    }
    this.#known.set(id, known);
    this.#pending.set(id, pending);
  }

  #noteRefused(body: JsonObject): void {
    for (const [element, value] of valuesIn(body, 'written'))
      if (this.#shownOtherwise.get(element)?.has(value) === true) this.refused.add(element);
  }

  #read(id: string | undefined, resource: JsonObject): void {
    const pending = this.#pending.get(id ?? '');
    if (pending === undefined || resource['resourceType'] !== 'Appointment') return;
    for (const [element, written] of pending) {
      const shown = element.shown(resource);
      this.seen.push({ written, isKept: shown === written.value });
      if (shown !== undefined && shown !== written.value)
        this.#shownOtherwise.set(element, (this.#shownOtherwise.get(element) ?? new Set()).add(shown));
    }
    pending.clear();
    for (const [element, value] of valuesIn(resource, 'shown')) this.#known.get(id ?? '')?.set(element, value);
  }
}

const recordsOf = (exchanges: readonly Exchange[]): Records => {
  const records = new Records();
  for (const exchange of exchanges) records.follow(exchange);
  return records;
};

/** Kinds of writes of one element, the narrowest last. */
const kindsOf = ({ element, write, value }: Written): readonly string[] => [
  `${element.name} ${write}`,
  ...(element.isByValue === true ? [`${element.name} ${write} ${value}`] : []),
];

const unkeptKinds = (seen: readonly Seen[]): ReadonlyMap<string, Written> => {
  const kept = new Set(seen.flatMap(({ written, isKept }) => (isKept ? kindsOf(written) : [])));
  return new Map(
    seen.flatMap(({ written }) =>
      kindsOf(written).flatMap((kind) => (kept.has(kind) ? [] : [[kind, written] as const])),
    ),
  );
};

const articleOf: Readonly<Record<Write, string>> = { create: 'a create', update: 'an update' };

/** So many elements have to stay as they were before an update as a whole is said to do nothing. */
const fewestElements = 3;

/** True where no update of the run has changed anything that a read shows. */
const isNoUpdateKept = (seen: readonly Seen[]): boolean => {
  const updates = seen.filter(({ written }) => written.write === 'update');
  const names = new Set(updates.map(({ written }) => written.element.name));
  return names.size >= fewestElements && updates.every(({ isKept }) => !isKept);
};

/** True where reads of appointments have shown nothing that any update has changed. Each list is what one scenario exchanged. */
export const isNoUpdateShown = (exchanged: readonly (readonly Exchange[])[]): boolean =>
  isNoUpdateKept(exchanged.flatMap((exchanges) => recordsOf(exchanges).seen));

/** The updates of types of which this server has refused none, whatever was sent. */
const takenUnread = (exchanged: Exchanged): ReadonlySet<Exchange> => {
  const updates = [...exchanged.values()].flat().filter(({ request }) => request.method === 'PUT');
  const refusing = new Set(updates.filter((one) => !isSuccess(one)).map(typeOf));
  return new Set(updates.filter((one) => !refusing.has(typeOf(one))));
};

/** What is no matter of elements: an answer of another kind. */
const isOfAnswer = ({ what, isFailure = false }: Mismatch): boolean =>
  isFailure || /^The (status|rejection|issue code|header|body|beginning)\b|^What came before/.test(what);

const members: ReadonlySet<string> = new Set(elements.map(({ member }) => member));

/** The member of an appointment that a difference is about; undefined where it is about none that is compared. */
const memberOf = ({ what }: Mismatch): string | undefined => {
  const [name = ''] = /^\w+/.exec(what.replace(/^entry\[\d+\]\.resource\./, '')) ?? [];
  return members.has(name) ? name : undefined;
};

const ruleOf = ({ element, write }: Pick<Written, 'element' | 'write'>): RuleId | undefined => element.rule[write];

/** What the server never showed as it was written. */
export const unkeptWrites = (exchanged: Exchanged): readonly Cause[] => {
  const followed = new Map([...exchanged].map(([scenario, exchanges]) => [scenario, recordsOf(exchanges)]));
  const seen = [...followed.values()].flatMap((records) => records.seen);
  const writtenIn = (scenario: Scenario): readonly Written[] => followed.get(scenario)?.written ?? [];
  const causes = [...unkeptKinds(seen)].flatMap(([kind, { element, write }]): Cause[] => {
    const rule = ruleOf({ element, write });
    if (rule === undefined) return [];
    const isWhole = !seen.some(({ written, isKept }) => isKept && ruleOf(written) === rule);
    const what = `the ${element.name} that ${articleOf[write]} writes, which this server never shows`;
    const explains: Cause['explains'] = (mismatch, scenario) =>
      followed.get(scenario)?.refused.has(element) === true ||
      (!isOfAnswer(mismatch) &&
        [element.member, element.repeatedIn, undefined].includes(memberOf(mismatch)) &&
        writtenIn(scenario).some((written) => kindsOf(written).includes(kind)));
    return [{ rule, what, isWhole, explains }];
  });
  if (!isNoUpdateKept(seen)) return causes;
  const unread = takenUnread(exchanged);
  const explains: Cause['explains'] = (mismatch, scenario) =>
    (exchanged.get(scenario) ?? []).some((one) => unread.has(one)) ||
    (!isOfAnswer(mismatch) && writtenIn(scenario).some(({ write }) => write === 'update'));
  return [
    {
      rule: 'interaction/partial-update',
      what: 'an update, and on this server none changes anything',
      isWhole: true,
      explains,
    },
    ...causes,
  ];
};
