// Mutants of slots.
import { hiddenResources, mutatedResource, type Mutant } from './machinery/mutant.ts';

const later = (text: unknown): string => String(text).replace(/T(\d\d):/, (_whole, hour: string) => `T${hour[0]}9:`);

export const slotMutants: readonly Mutant[] = [
  mutatedResource('slot/shows-a-free-time', 'busy', (slot) => ({ ...slot, status: 'busy' }), 'Slot'),
  mutatedResource(
    'slot/lies-in-working-hours',
    'at another hour',
    (slot) => ({ ...slot, start: later(slot['start']) }),
    'Slot',
  ),
  hiddenResources('slot/cancelled-time-is-free', 'twenty past is never offered', 'Slot', ({ start }) =>
    String(start).includes(':20:00'),
  ),
];
