// What to do about an identifier whose use is not known.
import { listIn, positionIn, withItem, type Repairs } from './machinery/repair.ts';
import { withMembers } from './machinery/client-request.ts';
import { causeByPath } from './machinery/ignored.ts';
import { meantBy } from './machinery/meant.ts';

const uses = ['usual', 'official', 'temp', 'secondary', 'old'];

export const identifierRepairs = {
  'identifier/use-is-known': (request, { parameters }) => {
    const { value = '' } = parameters;
    const meant = meantBy(value, uses, (use) => [use]);
    const identifier = withItem(listIn(request, 'identifier'), positionIn(parameters), (item) => ({
      ...item,
      use: meant ?? 'usual',
    }));
    return {
      request: withMembers(request, { identifier }),
      where: `$.${parameters['where'] ?? ''}`,
      advice: `use is ${uses.join(', ')}; usual where it is left out`,
      ...(meant === undefined ? { isExample: true } : {}),
    };
  },
} satisfies Repairs<'identifier'>;

export const identifierCause = causeByPath([
  [/^identifier\[\d+\]\.id/, 'identifier/id-assigned'],
  [/^identifier\[\d+\]\.period/, 'identifier/stored'],
]);
