// What to do about an identifier whose use is not known.
import { listIn, positionIn, withItem, type Repairs } from './machinery/repair.ts';
import { withMembers } from './machinery/client-request.ts';
import { causeByPath } from './machinery/ignored.ts';

export const identifierRepairs = {
  'identifier/use-is-known': (request, { parameters }) => ({
    request: withMembers(request, {
      identifier: withItem(listIn(request, 'identifier'), positionIn(parameters), (item) => ({
        ...item,
        use: 'usual',
      })),
    }),
    where: `$.${parameters['where'] ?? ''}`,
    advice: 'use is usual, official, temp, secondary or old',
  }),
} satisfies Repairs<'identifier'>;

export const identifierCause = causeByPath([
  [/^identifier\[\d+\]\.id/, 'identifier/id-assigned'],
  [/^identifier\[\d+\]\.period/, 'identifier/stored'],
]);
