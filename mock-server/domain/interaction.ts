// The refusals that concern the body or the stored record as a whole.
import { reject } from '../../schemas/outcome.ts';
import type { Refusals } from './behaviour.ts';

/** The members that later editions ask of every body. */
export const requiredMembers = ['status', 'supportingInformation', 'start', 'end', 'participant'] as const;

export const interactionRefusals = {
  'interaction/required-members': ({ proposal }) => {
    const where = requiredMembers.find((member) => proposal[member] === undefined);
    return where === undefined ? undefined : reject('interaction/required-members', { where });
  },
  'interaction/update-needs-id': ({ interaction, proposal: { sent } }) =>
    interaction === 'update' && sent.id === undefined
      ? reject('interaction/update-needs-id', { where: 'id' })
      : undefined,
  'interaction/unknown-id': ({ interaction, stored, id }) =>
    interaction === 'update' && stored === undefined
      ? reject('interaction/unknown-id', { type: 'Appointment', id })
      : undefined,
  // The header counts whole seconds, so the record's time is cut to seconds before it is compared.
  'interaction/if-unmodified-since': ({ stored, unmodifiedSince }) =>
    stored !== undefined &&
    unmodifiedSince !== undefined &&
    Math.floor(stored.modifiedAt / 1000) > Math.floor(unmodifiedSince / 1000)
      ? reject('interaction/if-unmodified-since', {})
      : undefined,
} satisfies Partial<Refusals>;
