// Mutants of validation as Canvas's framework does it.
import { mutatedAnswer, type Json, type Mutant } from './machinery/mutant.ts';
import { refusedTooMuch } from './machinery/refusing.ts';

export const validationMutants: readonly Mutant[] = [
  // An answer that is touched is written anew, without its indentation.
  mutatedAnswer('validation/pretty', 'not indented', (answer, _method, url) =>
    url.includes('_pretty') ? { ...answer, headers: { ...answer.headers, 'x-indented': 'no' } } : answer,
  ),
  mutatedAnswer('validation/several-issues', 'only the first', (answer) => {
    const { issue } = (answer.body ?? {}) as { issue?: readonly unknown[] };
    return issue === undefined ? answer : { ...answer, body: { ...(answer.body as Json), issue: issue.slice(0, 1) } };
  }),
  refusedTooMuch('validation/numbers-are-epochs', 'a number is refused', (body) =>
    String(body['start']).endsWith('.000Z'),
  ),
];
