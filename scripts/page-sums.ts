// Keeps the checksums of the page that shows an edition: npm run page-sums -- <edition> <page>.
import { readFileSync, writeFileSync } from 'node:fs';
import { editionNamed } from '../schemas/editions/editions.ts';
import { keptPages, pageSumsFile, sumsIn } from '../schemas/editions/page-sums.ts';
import { pageOf } from '../schemas/editions/places.ts';

const [name = '', file = ''] = process.argv.slice(2);
const edition = editionNamed(name);
if (edition === undefined) throw new Error(`${name} is not an edition`);
const { form, places } = pageOf(readFileSync(file, 'utf8'));
const sums = Object.fromEntries([...sumsIn(places)].map(([place, list]) => [place, list.join(' ')]));
const pages = Object.entries({ ...keptPages(), [edition]: { form, places: sums } }).toSorted(([one], [other]) =>
  one < other ? -1 : 1,
);
writeFileSync(pageSumsFile, `${JSON.stringify(Object.fromEntries(pages), null, 2)}\n`);
