// Keeps the checksums of the page that shows an edition: npm run page-sums -- <edition> <page>; or of the pages beside that
// on Appointment: npm run page-sums -- --neighbours <folder named by its day>.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { editionNamed, type Edition } from '../schemas/editions/editions.ts';
import { neighbourSumsFile, pageName, topicsOfPages } from '../schemas/editions/neighbour-pages.ts';
import { storedPages, pageSumsFile, sumsIn } from '../schemas/editions/page-sums.ts';
import { pageOf } from '../schemas/editions/places.ts';

const sumsOf = (text: string): { readonly form: string; readonly places: Readonly<Record<string, string>> } => {
  const { form, places } = pageOf(text);
  return { form, places: Object.fromEntries([...sumsIn(places)].map(([place, list]) => [place, list.join(' ')])) };
};

const write = (file: URL, value: object): void => writeFileSync(file, gzipSync(JSON.stringify(value), { level: 9 }));

const keepNeighbours = (folder: string): void => {
  const files = readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
  const pages = files.map((file) => [file, readFileSync(file, 'utf8')] as const);
  const named = pages.map(([file, text]) => [pageName(text, file), sumsOf(text).places] as const);
  const known = named.filter(([name]) => Object.hasOwn(topicsOfPages, name));
  write(neighbourSumsFile, { day: basename(folder), pages: Object.fromEntries(known) });
};

const keepPage = (edition: Edition, file: string): void => {
  const pages = { ...storedPages(), [edition]: sumsOf(readFileSync(file, 'utf8')) };
  write(pageSumsFile, Object.fromEntries(Object.entries(pages).toSorted(([one], [other]) => (one < other ? -1 : 1))));
};

const [name = '', place = ''] = process.argv.slice(2);
const edition = editionNamed(name);
if (name === '--neighbours') keepNeighbours(place);
else if (edition === undefined) throw new Error(`${name} is not an edition`);
else keepPage(edition, place);
