// The events that a receiver was told of: from the log of a mock, or from requests to the receiver that were recorded.
import { isObject, jsonIn, type JsonObject } from '../../schemas/json.ts';
import { instantOf, listOf, objectOf, type Recorded } from './recorded.ts';

/** A time at which the receiver got an event, in milliseconds since 1970. */
interface Arrival {
  readonly came: number;
  readonly answered: number;
}

/** One event on its way to one receiver, without what tells of people. */
export interface Delivered {
  readonly event: string;
  readonly eventId: string;
  readonly receiver: string;
  readonly appointment: string;
  /** When it happened, in milliseconds since 1970. */
  readonly happened: number;
  /** Whether it has not come, and will not. */
  readonly isMissed: boolean;
  readonly arrivals: readonly Arrival[];
  readonly world: string;
}

/** Whether the receiver has got an attempt: it answered 2xx, or its answer came too late to tell. */
const hasArrived = ({ status, error }: JsonObject): boolean =>
  (Number(status) >= 200 && Number(status) < 300) || String(error).startsWith('no answer within');

const arrivalOf = ({ at, took }: JsonObject): readonly Arrival[] => {
  const came = instantOf(at);
  return came === undefined ? [] : [{ came, answered: came + (Number(took) || 0) }];
};

const textsOf = (value: JsonObject, ...names: readonly string[]): readonly string[] =>
  names.map((name) => {
    const text = value[name];
    return typeof text === 'string' ? text : '';
  });

/** The deliveries of a mock's log, or of a file that holds one beside its requests. */
export const deliveredIn = (log: unknown, inWorld: string): readonly Delivered[] =>
  listOf(objectOf(log)['deliveries']).flatMap((delivery): readonly Delivered[] => {
    const happened = instantOf(delivery['happened']);
    if (happened === undefined) return [];
    const names = ['event', 'eventId', 'receiver', 'appointment', 'world'] as const;
    const [event = '', eventId = '', receiver = '', appointment = '', world = ''] = textsOf(delivery, ...names);
    return [
      {
        ...{ event, eventId, receiver, appointment, happened },
        isMissed: ['lost', 'failed'].includes(String(delivery['state'])),
        arrivals: listOf(delivery['attempts']).filter(hasArrived).flatMap(arrivalOf),
        world: inWorld === '' ? world : inWorld,
      },
    ];
  });

/** The deliveries among recorded requests: those that carry an event of Canvas. */
export const arrivedIn = (calls: readonly Recorded[]): readonly Delivered[] =>
  calls.flatMap(({ headers, body, host, path, came, answered, status, world }): readonly Delivered[] => {
    const sent = jsonIn(body);
    const eventId = headers['webhook-id'];
    if (eventId === undefined || !isObject(sent) || came === undefined) return [];
    const { id } = objectOf(sent['appointment']);
    return [
      {
        ...{ eventId, event: String(sent['event']), receiver: host + path, appointment: String(id), world },
        happened: instantOf(sent['timestamp']) ?? came,
        isMissed: false,
        arrivals: status >= 200 && status < 300 ? [{ came, answered: answered ?? came }] : [],
      },
    ];
  });
