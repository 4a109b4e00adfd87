import { mutantsOf } from './conformance/teeth/index.ts';
import { bites } from './conformance/teeth/run.ts';
const all = mutantsOf('2024-01-16').filter(m => !/^(location|practitioner|patient|encounter|schedule|slot)\//.test(m.rule));
console.log(all.length);
const t = performance.now();
let n=0;
for await (const b of bites(all)) { n++; if (b.own===0||b.crashed>0) console.log('SURVIVES', JSON.stringify(b)); if (n===1||n%40===0) console.log(n, ((performance.now()-t)/1000).toFixed(1)); }
console.log('done', ((performance.now()-t)/1000).toFixed(1));
