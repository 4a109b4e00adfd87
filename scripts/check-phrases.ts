// Fails where a step phrase is used by no feature, or a feature uses a phrase that is not defined.
import { readPhrases } from './phrases.ts';

const phrases = readPhrases();
const unused = phrases.filter(({ matches }) => matches.length === 0);
for (const { pattern, uri, line } of unused) console.error(`${uri}:${line} no feature says "${pattern}"`);
console.log(`${phrases.length} phrases, ${unused.length} unused`);
process.exitCode = unused.length === 0 ? 0 : 1;
