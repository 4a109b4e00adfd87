// snapshot, restore, set_clock, inject_fault, chart_action: what no FHIR call can do.
import { z } from 'zod';
import { actions } from '../../mock-server/chart/action-table.ts';
import { faultKinds, retryAfterForms } from '../../mock-server/faults/fault.ts';
import { wordsOf, type Reply } from './mock-access.ts';
import { fail, say, tool, worldInput, type Said } from './tool.ts';

const told = (reply: Reply, ...lines: readonly string[]): Said =>
  reply.isOk ? say(...lines) : fail(`Not done: ${wordsOf(reply)}`);

const snapshotName = z
  .string()
  .regex(/^[\w.-]{1,64}$/)
  .describe('The name of the snapshot');

const snapshotPath = (world: string, name: string): string =>
  `/__admin/worlds/${encodeURIComponent(world)}/snapshots/${encodeURIComponent(name)}`;

export const snapshot = tool({
  name: 'snapshot',
  title: 'Keep the state of a world',
  description: 'Keeps records, settings and clock of a world under a name, to come back to with restore.',
  input: { name: snapshotName, world: worldInput },
  isReading: false,
  run: async ({ name, world = 'default' }, mock) => {
    const reply = await mock.call({ method: 'PUT', path: snapshotPath(world, name) });
    return told(reply, `Kept world ${world} as ${name}. restore with that name comes back to it.`);
  },
});

export const restore = tool({
  name: 'restore',
  title: 'Come back to a snapshot',
  description:
    'Sets a world back to what snapshot kept under a name. Without a name it sets the world back to its start.',
  input: { name: snapshotName.optional(), world: worldInput },
  isReading: false,
  run: async ({ name, world = 'default' }, mock) => {
    const path =
      name === undefined
        ? `/__admin/worlds/${encodeURIComponent(world)}/reset`
        : `${snapshotPath(world, name)}/restore`;
    const reply = await mock.call({ method: 'POST', path });
    return told(reply, `World ${world} is as ${name === undefined ? 'at its start' : `it was in ${name}`}.`);
  },
});

export const setClock = tool({
  name: 'set_clock',
  title: 'Set the clock of a world',
  description:
    'Sets or moves the clock of a world: now stops it at an instant, advance moves it by an ISO duration (P1DT2H), frozen false ' +
    'lets it run, follow true makes it follow the system again. Without any of them it tells the time.',
  input: {
    now: z.string().optional().describe('An instant, for example 2024-06-01T00:00:00Z'),
    advance: z.string().optional().describe('An ISO 8601 duration, for example P1DT2H or PT30M'),
    frozen: z.boolean().optional().describe('Whether the clock stands still'),
    follow: z.boolean().optional().describe('true: follow the clock of the system'),
    world: worldInput,
  },
  isReading: false,
  run: async ({ world, follow = false, ...setting }, mock) => {
    const isAsked = Object.values(setting).some((value) => value !== undefined);
    const method = follow ? 'DELETE' : isAsked ? 'PUT' : 'GET';
    const reply = await mock.call({
      method,
      path: '/__admin/clock',
      world,
      ...(method === 'PUT' ? { body: setting } : {}),
    });
    const { now = '', frozen = false } = (reply.body ?? {}) as { now?: string; frozen?: boolean };
    return told(reply, `It is ${now}; the clock ${frozen ? 'stands still' : 'runs'}.`);
  },
});

const milliseconds = z.number().int().min(0).max(60_000).optional();

export const injectFault = tool({
  name: 'inject_fault',
  title: 'Let requests fail on purpose',
  description:
    'Makes coming requests fail as a server or network fails: rate-limit (429), delay, expired-token (401), forbidden, error (5xx), ' +
    'html, reset, truncated, malformed, slow-body. clear ends all faults of the world.',
  input: {
    kind: z.enum(faultKinds).optional().describe('What goes wrong'),
    method: z.enum(['GET', 'POST', 'PUT']).optional().describe('Only requests with this method'),
    path: z.string().optional().describe('Only requests below this path, for example /Appointment'),
    share: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Share of the requests that are hit; all unless said otherwise'),
    count: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Requests to hit before it ends; without end unless said otherwise'),
    skip: z.number().int().min(0).optional().describe('Requests that go by before the first is hit'),
    milliseconds: milliseconds.describe('Of delay and slow-body: how long it takes'),
    status: z.number().int().min(400).max(599).optional().describe('Of error and html: the status'),
    retryAfter: z.number().int().min(0).optional().describe('Of rate-limit and error 503: seconds in Retry-After'),
    retryAfterForm: z.enum(retryAfterForms).optional().describe('Whether Retry-After holds seconds, or a date'),
    at: z.enum(['before', 'after']).optional().describe('Of reset: before the request is carried out, or after'),
    clear: z.boolean().optional().describe('true: end all faults of the world'),
    world: worldInput,
  },
  isReading: false,
  run: async ({ clear = false, world, ...fault }, mock) => {
    const path = '/__admin/faults';
    if (clear) return told(await mock.call({ method: 'DELETE', path, world }), 'No fault is in force any more.');
    if (fault.kind === undefined) return fail('Give kind, or clear.', `Kinds: ${faultKinds.join(', ')}`);
    const reply = await mock.call({ method: 'POST', path, world, body: fault });
    const { id = '' } = (reply.body ?? {}) as { id?: string };
    return told(reply, `${id} (${fault.kind}) is in force. inject_fault with clear ends it.`);
  },
});

const actionNames = Object.keys(actions) as [string, ...string[]];

interface Acted {
  readonly appointments?: readonly { readonly id: string; readonly status: string; readonly fhirStatus: string }[];
  readonly rules?: readonly string[];
}

/** What an action has left behind: a line for each appointment, by an id to ask further. */
const leftBehind = ({ appointments = [], rules = [] }: Acted, action: string): readonly string[] => [
  appointments.length === 0 ? `Done: ${action}. It has changed no appointment.` : `Done: ${action}.`,
  ...appointments.map(
    ({ id, status, fhirStatus }) => `Appointment/${id} reads ${fhirStatus} (in the chart: ${status})`,
  ),
  `Rules: ${rules.join(', ')}.`,
];

export const chartAction = tool({
  name: 'chart_action',
  title: 'Act in the chart',
  description:
    'Does what people do in the Canvas chart and no FHIR call can: reschedule, check-in, room, no-show, cancel, restore, delete, ' +
    'change-provider, edit-reason on an appointment, mark-deceased on a patient.',
  input: {
    action: z.enum(actionNames).describe('What is done'),
    appointment: z.string().optional().describe('The id of the appointment'),
    patient: z.string().optional().describe('Of mark-deceased: the id of the patient'),
    start: z.string().optional().describe('Of reschedule: the new start, an instant'),
    durationMinutes: z.number().int().min(1).optional().describe('Of reschedule: the new length'),
    practitioner: z.string().optional().describe('Of change-provider and reschedule: the id of the practitioner'),
    location: z.string().optional().describe('Of reschedule: the id of the location'),
    code: z.string().optional().describe('Of edit-reason: the code of a reason for visit'),
    text: z.string().optional().describe('Of edit-reason: the text of the reason'),
    world: worldInput,
  },
  isReading: false,
  run: async ({ world, ...action }, mock) => {
    const reply = await mock.call({ method: 'POST', path: '/__admin/actions', world, body: action });
    return told(reply, ...leftBehind(reply.body ?? {}, action.action));
  },
});
