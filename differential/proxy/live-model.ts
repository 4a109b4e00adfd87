// The model of the live side: a mock that holds what is known of it, answers in its place, and learns.
import type { Mock } from '../../mock-server/index.ts';
import type { Outcome, PlaceDifference } from '../requests/index.ts';
import { recordOf } from './appointment-record.ts';
import { playScene, type Bearer, type Scene } from './scene.ts';
import { liveDifferences } from './live-outcome.ts';
import { codingIn, keyOf, learnNamed, listOf, type Resource } from './learn-records.ts';
import type { Appointment, LiveState, Sent } from './live-state.ts';

/** What a prediction came to. */
export interface Prediction {
  readonly kind: 'predicted';
  readonly differences: readonly PlaceDifference[];
  /** What the mock has answered. */
  readonly mocked: Outcome;
  readonly live: Outcome;
  /** What has led to it, so that another mock can be asked the same. */
  readonly scene: Scene;
}
export type Judgement = Prediction | { readonly kind: 'unpredictable'; readonly reason: string };

/** What cannot be predicted, and why. */
export const toUnpredictable = (reason: string): Judgement => ({ kind: 'unpredictable', reason });

export const unseen = 'the appointment was not seen before';

/** The id of the appointment that an address names. */
export const instanceId = (url: string): string | undefined => /^\/Appointment\/([^/?]+)\/?(?:\?.*)?$/.exec(url)?.[1];

/** What is asked of records, by a request. */
export const sceneOf = (records: readonly Appointment[], request: Sent, bearer: Bearer = 'good'): Scene => ({
  records,
  writes: [],
  request,
  bearer,
});

export class LiveModel {
  readonly mock: Mock;
  readonly state: LiveState;

  constructor(mock: Mock, state: LiveState) {
    this.mock = mock;
    this.state = state;
  }

  /** Compares a live answer with the mock's. The rule is looked for with the other scene, where there is one. */
  async compared(live: Outcome, scene: Scene, attributed: Scene = scene): Promise<Prediction> {
    const mocked = (await playScene(this.mock, this.state, scene)).at(-1) ?? live;
    return {
      kind: 'predicted',
      differences: liveDifferences(mocked, live, this.state.isLiveId),
      mocked,
      live,
      scene: attributed,
    };
  }

  /** Takes what the live side shows for what is so. */
  learn(resource: Resource): void {
    learnNamed(this.state, resource);
    const before = this.state.appointments.get(resource.id)?.now;
    const now = recordOf(resource, this.state, before);
    this.state.appointments.set(resource.id, { now, base: now, writes: [] });
  }

  /** What of the live side could not be known before it showed it: the room of a practitioner, the default type. */
  fillIn(resource: Resource): void {
    learnNamed(this.state, resource);
    learnDefaultType(this.state, resource);
    learnRoom(this.state, resource);
  }

  /** The scene that has led to an appointment since it was shown last. */
  history(id: string, request: Sent): Scene {
    const { base, writes = [] } = this.state.appointments.get(id) ?? {};
    return {
      ...sceneOf(base === undefined ? [] : [base], request),
      writes: writes.map((write) => ({ ...write, id })),
    };
  }
}

/** A video visit without a link of its own may show the room of its practitioner, which nobody could know before. */
const learnRoom = ({ appointments, collections }: LiveState, resource: Resource): void => {
  const now = appointments.get(resource.id)?.now;
  const address = listOf(resource['contained'])[0]?.['address'];
  if (now?.meetingLink !== null || typeof address !== 'string') return;
  const practitioner = collections.practitioners.get(now.practitioner);
  if (practitioner?.meetingRoom === null)
    collections.practitioners.set(now.practitioner, { ...practitioner, meetingRoom: address });
};

/** What a create without a type shows first is the default type of the instance, which nobody could know before. */
const learnDefaultType = (state: LiveState, resource: Resource): void => {
  const known = state.appointments.get(resource.id);
  const coding = codingIn(resource['appointmentType']);
  const { noteTypes } = state.collections;
  const type = coding === undefined ? undefined : noteTypes.get(keyOf(coding));
  const [create, ...more] = known?.writes ?? [];
  if (known?.now === undefined || known.base !== undefined || type === undefined || state.isConfirmed('default'))
    return;
  if (create === undefined || more.length > 0 || create.body?.includes('"appointmentType"') === true) return;
  for (const [key, one] of noteTypes) noteTypes.set(key, { ...one, default: one === type });
  state.confirm('default');
  state.appointments.set(resource.id, { ...known, now: { ...known.now, noteType: type.id } });
};
