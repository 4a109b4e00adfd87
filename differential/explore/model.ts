// The model behind an exploration: what a client may do next, given what it has created.
import fc from 'fast-check';
import { sequels, type Body } from './sequels.ts';
import { members, meetingLink, query, wholeBody } from './values.ts';
import { call, guardDates, droppable, json, refusedAnywhere } from './calls.ts';
import type { Call } from '../requests/index.ts';

/** What a client does. `of` picks one of the appointments that were created, whichever there are. */
export type Step =
  | { readonly does: 'create'; readonly change: Body; readonly drop: readonly string[] }
  | { readonly does: 'update'; readonly of: number; readonly change: Body; readonly isPartial: boolean }
  | { readonly does: 'revive'; readonly of: number; readonly first: Body; readonly then: Body }
  | { readonly does: 'rename'; readonly of: number; readonly value: string }
  | { readonly does: 'guarded'; readonly of: number; readonly since: string }
  | { readonly does: 'read' | 'delete'; readonly of: number }
  | { readonly does: 'search'; readonly query: readonly (readonly [string, string])[]; readonly byForm: boolean }
  | { readonly does: 'raw'; readonly call: Call };

const change = (max: number): fc.Arbitrary<Body> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.subarray(Object.keys(members), { minLength: 0, maxLength: max }), fc.record(members))
        .map(([names, values]) => Object.fromEntries(names.map((name) => [name, values[name]]))),
    },
    { weight: 1, arbitrary: fc.constant<Body>(meetingLink) },
  );

/** What an update is about: mostly the status and the identifiers, of which one update follows from another. */
const changeOfUpdate: fc.Arbitrary<Body> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ status: members['status'] ?? fc.constant('booked') }) },
  { weight: 2, arbitrary: fc.record({ identifier: members['identifier'] ?? fc.constant([]) }) },
  { weight: 6, arbitrary: change(2) },
);

const of = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 7 }) });

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('create' as const),
      change: change(2),
      drop: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.subarray([...droppable], { minLength: 1, maxLength: 1 }) },
      ),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ does: fc.constant('update' as const), of, change: changeOfUpdate, isPartial: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(of, fc.constantFrom(...sequels))
      .map(([which, [first, then]]) => ({ does: 'revive' as const, of: which, first, then })),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('rename' as const), of, value: fc.constantFrom('renamed') }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('guarded' as const), of, since: fc.constantFrom(...guardDates) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('read' as const, 'delete' as const), of }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('search' as const),
      query,
      byForm: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('raw' as const), call: fc.constantFrom(...refusedAnywhere) }) },
);

/** Members that later editions, and stricter servers, require of every update as well. */
const required = ['status', 'supportingInformation', 'start', 'end', 'participant'];

const wholeOf = (body: Body): Body => Object.fromEntries(required.map((name) => [name, body[name] ?? wholeBody[name]]));

/** What a client knows of the appointments it has created: the call that did it, and the body it sent. */
class Client {
  readonly calls: Call[] = [];
  readonly #created: { readonly call: number; body: Body }[] = [];

  #add(one: Call): number {
    return this.calls.push(one) - 1;
  }

  /** The appointment that a number picks: counted round from the first, or from the last where it is below zero. */
  #appointmentAt(of: number): { readonly call: number; body: Body } | undefined {
    return this.#created.at(of < 0 ? of : of % Math.max(1, this.#created.length));
  }

  #read(created: number): number {
    return this.#add(call('GET', `/Appointment/{${created}:location}`));
  }

  #put(of: number, body: (sent: Body, created: number) => Body, headers: Call['headers'] = {}): void {
    const one = this.#appointmentAt(of);
    if (one === undefined) return;
    const sent = body(one.body, one.call);
    this.#add(call('PUT', `/Appointment/{${one.call}:location}`, { headers: { ...json, ...headers }, body: sent }));
    one.body = { ...one.body, ...sent };
    this.#read(one.call);
  }

  #create({ change: changed, drop }: Extract<Step, { does: 'create' }>): void {
    const whole = Object.entries({ ...wholeBody, ...changed }).filter(([name]) => !drop.includes(name));
    const body = Object.fromEntries(whole);
    const position = this.#add(call('POST', '/Appointment', { headers: json, body }));
    this.#created.push({ call: position, body });
    this.#read(position);
  }

  #rename({ of: which, value }: Extract<Step, { does: 'rename' }>): void {
    this.#put(which, (sent, created) => {
      const read = this.#read(created);
      const identifier = [{ id: `{${read}:identifier[0].id}`, use: 'usual', system: 'urn:exploration', value }];
      return { resourceType: 'Appointment', ...wholeOf(sent), identifier };
    });
  }

  #search({ query: parameters, byForm }: Extract<Step, { does: 'search' }>): void {
    const text = parameters.map(([name, value]) => `${name}=${value.replaceAll('|', '%7C')}`).join('&');
    if (!byForm) this.#add(call('GET', `/Appointment?${text}`));
    else {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      this.#add(call('POST', '/Appointment/_search', { headers, body: text }));
    }
  }

  #touch(does: 'read' | 'delete', of: number): void {
    const one = this.#appointmentAt(of);
    if (one === undefined) return;
    if (does === 'delete') this.#add(call('DELETE', `/Appointment/{${one.call}:location}`));
    this.#read(one.call);
  }

  take(step: Step): void {
    if (step.does === 'create') this.#create(step);
    else if (step.does === 'update')
      this.#put(step.of, (sent) => ({
        resourceType: 'Appointment',
        ...(step.isPartial ? {} : wholeOf(sent)),
        ...step.change,
      }));
    else if (step.does === 'revive')
      for (const one of [step.first, step.then])
        this.#put(step.of, (sent) => ({ resourceType: 'Appointment', ...wholeOf(sent), ...one }));
    else if (step.does === 'rename') this.#rename(step);
    else if (step.does === 'guarded')
      this.#put(step.of, (sent) => ({ resourceType: 'Appointment', ...wholeOf(sent), status: 'booked' }), {
        'if-unmodified-since': step.since,
      });
    else if (step.does === 'search') this.#search(step);
    else if (step.does === 'raw') this.#add(step.call);
    else this.#touch(step.does, step.of);
  }
}

/** An appointment as all are unless said otherwise. */
export const create: Step = { does: 'create', change: {}, drop: [] };

/** The requests of a sequence of steps, in symbols. There is always one appointment to begin with. */
export const callsOf = (steps: readonly Step[]): readonly Call[] => {
  const client = new Client();
  const isLed = steps[0]?.does === 'create';
  for (const one of isLed ? steps : [create, ...steps]) client.take(one);
  return client.calls;
};
