// The shadow of the live side: a mock with what is known, what it answers, and how it learns.
import type { Mock } from '../../mock-server/index.ts';
import type { Outcome } from '../requests/perform.ts';
import { recordOf } from './appointment-record.ts';
import { play, type Bearer, type Scene } from './ask.ts';
import { differencesOf, type Difference } from './difference.ts';
import { codingIn, keyOf, learnNamed, listOf, type Resource } from './learn.ts';
import type { Appointment, Memory, Sent } from './memory.ts';

/** What a prediction came to. */
export interface Prediction {
  readonly kind: 'predicted';
  readonly differences: readonly Difference[];
  readonly ours: Outcome;
  readonly theirs: Outcome;
  /** What has led to it, so that another mock can be asked the same. */
  readonly scene: Scene;
}
export type Judged = Prediction | { readonly kind: 'unpredictable'; readonly reason: string };

/** What cannot be predicted, and why. */
export const unpredictable = (reason: string): Judged => ({ kind: 'unpredictable', reason });

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

export class Shadow {
  readonly mock: Mock;
  readonly memory: Memory;

  constructor(mock: Mock, memory: Memory) {
    this.mock = mock;
    this.memory = memory;
  }

  /** Holds a live answer against the mock's. Whoever names the rule plays the other scene, where there is one. */
  async compared(theirs: Outcome, scene: Scene, attributed: Scene = scene): Promise<Prediction> {
    const ours = (await play(this.mock, this.memory, scene)).at(-1) ?? theirs;
    return {
      kind: 'predicted',
      differences: differencesOf(ours, theirs, this.memory.isLive),
      ours,
      theirs,
      scene: attributed,
    };
  }

  /** Takes what the live side shows for what is so. */
  learn(resource: Resource): void {
    learnNamed(this.memory, resource);
    const before = this.memory.appointments.get(resource.id)?.now;
    const now = recordOf(resource, this.memory, before);
    this.memory.appointments.set(resource.id, { now, base: now, writes: [] });
  }

  /** What of the live side could not be known before it showed it: the room of a practitioner, the default type. */
  fillIn(resource: Resource): void {
    learnNamed(this.memory, resource);
    learnDefaultType(this.memory, resource);
    learnRoom(this.memory, resource);
  }

  /** The scene that has led to an appointment since it was shown last. */
  history(id: string, request: Sent): Scene {
    const { base, writes = [] } = this.memory.appointments.get(id) ?? {};
    return {
      ...sceneOf(base === undefined ? [] : [base], request),
      writes: writes.map((write) => ({ ...write, id })),
    };
  }
}

/** A video visit without a link of its own may show the room of its practitioner, which nobody could know before. */
const learnRoom = ({ appointments, collections }: Memory, resource: Resource): void => {
  const now = appointments.get(resource.id)?.now;
  const address = listOf(resource['contained'])[0]?.['address'];
  if (now?.meetingLink !== null || typeof address !== 'string') return;
  const practitioner = collections.practitioners.get(now.practitioner);
  if (practitioner?.meetingRoom === null)
    collections.practitioners.set(now.practitioner, { ...practitioner, meetingRoom: address });
};

/** What a create without a type shows first is the default type of the instance, which nobody could know before. */
const learnDefaultType = (memory: Memory, resource: Resource): void => {
  const known = memory.appointments.get(resource.id);
  const coding = codingIn(resource['appointmentType']);
  const { noteTypes } = memory.collections;
  const type = coding === undefined ? undefined : noteTypes.get(keyOf(coding));
  const [create, ...more] = known?.writes ?? [];
  if (known?.now === undefined || known.base !== undefined || type === undefined || memory.hasSeen('default')) return;
  if (create === undefined || more.length > 0 || create.body?.includes('"appointmentType"') === true) return;
  for (const [key, one] of noteTypes) noteTypes.set(key, { ...one, default: one === type });
  memory.see('default');
  memory.appointments.set(resource.id, { ...known, now: { ...known.now, noteType: type.id } });
};
