// The options of a mock.
import type { Contract, ContractOptions } from '../../schemas/contract.ts';
import type { Records } from '../../schemas/canvas/collections.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';
import type { RecordChanges } from '../admin/record-changes.ts';
import type { Behaviours } from '../domain/interpreter.ts';
import type { Alteration } from '../http/hooks/alteration.ts';
import type { ExchangeSummary } from '../journal/to-view.ts';
import type { Clients } from '../oauth/clients.ts';

export interface MockOptions extends ContractOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Loopback unless said otherwise. */
  readonly host?: string;
  /** What the mock holds at its start and after a reset: the instance of the documentation unless said otherwise. */
  readonly records?: Records;
  /** Adds a small clinic around the day of the start, by the clinic's time zone; not beside `records`. */
  readonly sample?: boolean;
  /** Changes of these records, by collection and id, as the admin surface writes them. */
  readonly recordChanges?: RecordChanges;
  readonly settings?: Partial<Settings>;
  /** A directory that holds all worlds beyond the process; without one they last as long as the mock. startMock only. */
  readonly data?: string;
  /** Client ids with their secrets, or with a Client; without them any client is let in. */
  readonly clients?: Clients;
  readonly token?: string;
  /** The same seed gives the same ids. */
  readonly seed?: string;
  /** Bytes a body may have; 1 MiB unless said otherwise. */
  readonly bodyLimit?: number;
  /** Milliseconds that a request may take to arrive, its body included; 30 seconds unless said otherwise. */
  readonly requestTimeout?: number;
  /** A contract to stand in for that of the edition, so that a suite can watch what is asked of it. */
  readonly contract?: Contract;
  /** Worlds there may be; 10,000 unless said otherwise. */
  readonly maxWorlds?: number;
  /** Needed for /__admin where it is set; health stays open. Off loopback there is always one. */
  readonly adminToken?: string;
  /** Connections at one time; 10,000 unless said otherwise. */
  readonly maxConnections?: number;
  /** Milliseconds that every answer of the FHIR face waits. */
  readonly delay?: number;
  /** Exchanges the journal keeps; 1,000 unless said otherwise. */
  readonly journal?: number;
  /** Told of every exchange, as the journal lists it, without secrets. */
  readonly onExchange?: (exchange: ExchangeSummary) => void;
  /** Origins whose pages may call, separated by commas, or `*`; none unless said otherwise. */
  readonly cors?: string;
  /** Names, separated by commas, under which /__admin is reached beside those of loopback, or `*`. */
  readonly allowedHost?: string;
  /** Addresses of other mocks, separated by commas: `/__admin/worlds?all=true` lists their worlds, too. */
  readonly peers?: string;
  /** Refuses every write of appointments and patients. */
  readonly readOnly?: boolean;
  /** Code to put in the place of the rules' own, to show that a suite notices. */
  readonly code?: Behaviours;
  /** Changes requests on their way in and answers on their way out, for the same purpose. */
  readonly alteration?: Alteration;
}
