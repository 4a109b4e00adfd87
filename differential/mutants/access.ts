// Mutants of tokens and scopes.
import { mutatedAnswer, type Json, type Mutant } from './machinery/mutant.ts';

export const accessMutants: readonly Mutant[] = [
  mutatedAnswer('access/client-credentials', 'an hour instead of ten', (answer, _method, url) =>
    url.startsWith('/auth/token') && answer.status === 200
      ? { ...answer, body: { ...(answer.body as Json), expires_in: 3600 } }
      : answer,
  ),
  mutatedAnswer('access/scope-granted', 'another scope', (answer, _method, url) =>
    url.startsWith('/auth/token') && answer.status === 200
      ? { ...answer, body: { ...(answer.body as Json), scope: 'user/*.read' } }
      : answer,
  ),
  { rule: 'access/full-access-by-default', fault: 'nothing', options: { without: ['access/full-access-by-default'] } },
  { rule: 'access/code-expires', fault: 'never', options: { without: ['access/code-expires'] } },
  { rule: 'access/token-expires', fault: 'never', options: { without: ['access/token-expires'] } },
  mutatedAnswer('access/token-errors', '400 for a wrong secret', (answer, _method, url) =>
    url.startsWith('/auth/token') && answer.status === 401 ? { ...answer, status: 400 } : answer,
  ),
  mutatedAnswer('access/introspection', 'always active', (answer, _method, url) =>
    url.startsWith('/auth/introspect') ? { ...answer, body: { active: true } } : answer,
  ),
];
