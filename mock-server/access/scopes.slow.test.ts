// The scopes of the editions between the first and the last one that changed them: each changed some.
import { checkScopes } from '../../bench/test-support/check-scopes.ts';

checkScopes('2025-05-05');
checkScopes('2025-12-17');
checkScopes('2026-03-09');
