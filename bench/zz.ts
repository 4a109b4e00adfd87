import { driftOnFaults } from './faults/drift-fault.ts';
const d = await driftOnFaults(process.argv.slice(2) as never);
console.log(JSON.stringify({findings:d.findings.map((f:any)=>({rules:f.rules,certainty:f.certainty,where:f.where,call:f.call,mock:f.mock,counterpart:f.counterpart,asIf:f.asIf,scenarios:f.scenarios, gherkin:f.gherkin})),open:d.open, left:(d as any).leftOut, keys:Object.keys(d)},null,1));
