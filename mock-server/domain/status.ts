// status: Canvas's nine words and FHIR's, and which an update may set.
import { reject } from '../../schemas/outcome.ts';
import type { Effect, Effects, Element, Elements, Refusals } from './behaviour.ts';
import type { AppointmentRecord, CanvasStatus } from '../../schemas/canvas/record.ts';
import type { Settings } from '../../schemas/canvas/settings.ts';

/** Canvas's status to FHIR's. A roomed appointment may be shown otherwise by a setting. */
export const fhirStatuses: Readonly<Record<CanvasStatus, string>> = {
  unconfirmed: 'proposed',
  attempted: 'pending',
  confirmed: 'booked',
  arrived: 'arrived',
  roomed: 'checked-in',
  exited: 'fulfilled',
  'no-showed': 'noshow',
  cancelled: 'cancelled',
  deleted: 'entered-in-error',
};

const canvasByFhir = new Map(Object.entries(fhirStatuses).map(([canvas, fhir]) => [fhir, canvas as CanvasStatus]));

/** The FHIR status an appointment is shown with. */
export const fhirStatus = (status: CanvasStatus, settings: Settings): string =>
  status === 'roomed' ? settings.roomedStatus : fhirStatuses[status];

/** The Canvas status behind a FHIR one, or undefined for a word that is none. */
export const canvasStatus = (status: string, settings: Settings): CanvasStatus | undefined =>
  status === settings.roomedStatus ? 'roomed' : canvasByFhir.get(status);

const isSupported = (status: string, settings: Settings): boolean =>
  status !== 'entered-in-error' && canvasStatus(status, settings) !== undefined;

/** What was read may be put back, whatever its status. */
const isUnchanged = (status: string, stored: AppointmentRecord | undefined, settings: Settings): boolean =>
  stored !== undefined && fhirStatus(stored.status, settings) === status;

export const statusRefusals = {
  'status/entered-in-error-is-not-accepted': ({ interaction, proposal: { status } }) =>
    status === fhirStatuses.deleted
      ? reject('status/entered-in-error-is-not-accepted', { status, interaction })
      : undefined,
  'status/unsupported-status-is-refused': ({ interaction, proposal: { status }, stored, instance: { settings } }) =>
    interaction === 'update' &&
    status !== undefined &&
    settings.unsupportedStatus === 'refuse' &&
    !isSupported(status, settings) &&
    !isUnchanged(status, stored, settings)
      ? reject('status/unsupported-status-is-refused', { status })
      : undefined,
  'status/unsupported-create-status-is-refused': ({ interaction, proposal: { status }, instance: { settings } }) =>
    interaction === 'create' &&
    status !== undefined &&
    settings.unsupportedStatus === 'refuse' &&
    !isSupported(status, settings)
      ? reject('status/unsupported-create-status-is-refused', { status })
      : undefined,
  'status/cancelled-update-is-refused': ({ proposal: { status }, stored, instance: { settings } }) =>
    settings.cancelledUpdate === 'refuse' &&
    stored?.status === 'cancelled' &&
    status !== undefined &&
    status !== 'cancelled'
      ? reject('status/cancelled-update-is-refused', { status })
      : undefined,
} satisfies Partial<Refusals>;

/** Only the chart leads out of a status. */
const keepStatus =
  (status: CanvasStatus): Effect =>
  (draft, { stored }) =>
    stored?.status === status ? { ...draft, status } : draft;

export const statusEffects = {
  'status/update-sets-status': (draft, { proposal: { status }, instance: { settings } }) => {
    if (status === undefined) return draft;
    if (settings.unsupportedStatus === 'ignore' && !isSupported(status, settings)) return draft;
    return { ...draft, status: canvasStatus(status, settings) ?? draft.status };
  },
  'status/create-is-always-proposed': (draft, { interaction }) =>
    interaction === 'create' ? { ...draft, status: 'unconfirmed' } : draft,
  'status/cancelled-is-final': keepStatus('cancelled'),
  'status/deleted-stays-until-restored': keepStatus('deleted'),
  'status/cancelled-stays-until-reverted': keepStatus('cancelled'),
} satisfies Partial<Effects>;

/** The word that the mapping of the first edition has for a roomed appointment, and nothing else has. */
const checkIn = 'check-in';

const showRoomed: Element = (view, _record, { settings }) =>
  view.status === checkIn ? { ...view, status: settings.roomedStatus } : view;

export const statusElements = {
  'status/canvas-to-fhir': (view, { status }) => ({
    ...view,
    status: status === 'roomed' ? checkIn : fhirStatuses[status],
  }),
  'status/roomed-reads-as-written': showRoomed,
  'status/roomed-reads-checked-in': showRoomed,
} satisfies Partial<Elements>;
