// The scopes of the first edition and of the last one that changed them; the campaign beside this file takes those between.
import { checkScopes } from '../../bench/test-support/check-scopes.ts';

checkScopes('2024-01-16');
checkScopes('2026-06-22');
