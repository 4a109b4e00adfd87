// Mutants of the topic read: mocks that show an appointment with a wrong id, order of members or extra member.
import { mutatedAnswer, mutatedResource, type Json, type Mutant } from './machinery/mutant.ts';
import { isPatientMissing, refusedTooMuch } from './machinery/refusing.ts';

const withoutMember = (body: Json, member: string): Json =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== member));

export const readMutants: readonly Mutant[] = [
  mutatedResource('read/no-metadata', 'a meta', (resource) => ({ ...resource, meta: { versionId: '1' } })),
  mutatedResource('read/member-order', 'the status last', (resource) => ({
    ...withoutMember(resource, 'status'),
    status: resource['status'],
  })),
  mutatedResource('read/id', 'without dashes', (resource) => ({
    ...resource,
    id: String(resource['id']).replaceAll('-', ''),
  })),
  mutatedAnswer('read/same-in-searchset', 'the reason is left out of entries', (answer) =>
    typeof answer.body === 'object' && answer.body !== null && 'entry' in answer.body
      ? {
          ...answer,
          body: {
            ...answer.body,
            entry: (answer.body.entry as { resource: Json }[]).map(({ resource }) => ({
              resource: withoutMember(resource, 'reasonCode'),
            })),
          },
        }
      : answer,
  ),
  refusedTooMuch('read/other-events', 'refused without a patient', isPatientMissing),
  mutatedResource('read/member-order-with-extension', 'the status last', (resource) => ({
    ...withoutMember(resource, 'status'),
    status: resource['status'],
  })),
  mutatedResource('read/no-meta-nor-text', 'a meta', (resource) => ({ ...resource, meta: { versionId: '1' } })),
];
