// The licences of the packages that a bundle holds, as their authors ask to have them passed on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a module belongs to; undefined for a module of ours. */
const packageOf = (id) => /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];

/** A notice of the package itself, or of a library that it was compiled with (deps). */
const isNotice = /^(deps[\\/].*[\\/])?(licen[cs]e|notice|copying)[^\\/]*$/i;

/** A package by name, version, licence and copyright, and the terms that follow. */
const noticeOf = (folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder, { recursive: true }).filter((file) => isNotice.test(file));
  const lines = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim()),
  );
  const [held, terms] = [/^copyright\b/i, /^(?!copyright\b)/i].map((form) => lines.filter((line) => form.test(line)));
  return { title: [`${name} ${version} (${license})`, ...held].join('\n  '), terms: terms.join('\n').trim() };
};

/** The packages among the modules, each with its notice; packages under the same terms stand together. */
export const licenceNotices = (ids) => {
  const folders = [...new Set(ids.map(packageOf))].filter(
    (folder) => folder && existsSync(join(folder, 'package.json')),
  );
  const groups = new Map();
  for (const { title, terms } of folders.sort().map(noticeOf)) {
    const key = terms.replace(/\s+/g, ' ');
    groups.set(key, { titles: [...(groups.get(key)?.titles ?? []), title], terms });
  }
  return [...groups.values()]
    .map(({ titles, terms }) => `${titles.join('\n')}\n\n${terms}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
};
