// Pages held against the editions: our own page in both forms, and Canvas's where they lie beside this checkout.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sumsIn } from '../../schemas/editions/page-sums.ts';
import { pageOf } from '../../schemas/editions/places.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import { checkPage } from './check-page.ts';
import { changesText, pageChanges } from './page-changes.ts';
import { watchPages, watchText } from './watch.ts';

const markdown = [
  '---',
  'sections:',
  '  - blocks:',
  '      - type: apidoc',
  '        attributes:',
  '          - name: status',
  '            type: enum [ booked | noshow ]',
  '            required_in: create',
  '            description: The state of the visit. It defaults to `booked`.',
  '          - name: end',
  '            type: datetime',
  '            description: When the visit is over. It is later than the start.',
  '        search_parameters:',
  '          - name: date',
  '            description: The day.',
  '        endpoints: [create, read]',
  '---',
  '<div id="appointment-read-response">',
  '{% tab appointment-read-response 200 %}',
  '```json',
  '{',
  '  "status": "booked",',
  '  "end": "2031-03-04"',
  '}',
  '```',
  '{% endtab %}',
  '</div>',
].join('\n');

const rendered = [
  'put',
  '/Appointment/{id}',
  '#### Appointment update',
  'See [create](/api/create).',
  '### Attributes',
  'identifier',
  'array[json]',
  'Names of others.',
  'Click to view child attributes',
  'period',
  'json',
  'Click to view child attributes',
  'end',
  'datetime',
  'The last day.',
  'status',
  'enum [ booked | noshow ] required',
  'The state of the visit. It is called "Visit".',
  'Here | There',
  '---|---',
  'booked | confirmed',
  'noshow | missed',
  '- booked',
  'end',
  'datetime required',
  'When the visit is over.',
].join('\n');

const changes = (before: string, after: string) =>
  pageChanges(sumsIn(pageOf(before).places), pageOf(after).places, '2024-01-25');

type Edit = readonly [what: string, from: string | RegExp, to: string, kind: string, place: RegExp, rule: RegExp];

const edits: readonly Edit[] = [
  ['a sentence changed', 'is later than', 'may be before', 'changed', /end\.description$/, /^booking\//],
  ['a sentence removed', ' It defaults to `booked`.', '', 'removed', /status\.description$/, /^status\//],
  ['a sentence added', 'The day.', 'The day. No time.', 'added', /date\.description$/, /^search\//],
  ['required lost', '            required_in: create\n', '', 'removed', /status\.required_in$/, /required-members/],
  [
    'required on more',
    'required_in: create',
    'required_in: create, update',
    'added',
    /required_in$/,
    /required-members/,
  ],
  ['a letter case in prose', 'The day.', 'The Day.', 'changed', /date\.description$/, /^search\//],
  ['a letter case in an enum', 'booked | noshow', 'booked | noShow', 'changed', /status\.type$/, /^status\//],
  ['a letter case in an example', '"booked"', '"Booked"', 'changed', /^examples\.read\.response\.200$/, /\//],
  ['an endpoint', '[create, read]', '[create, read, delete]', 'added', /endpoints$/, /^interaction\//],
  ['a type', 'type: datetime', 'type: string', 'changed', /end\.type$/, /^booking\//],
  ['an enum value', 'booked | noshow', 'booked | arrived', 'changed', /status\.type$/, /^status\//],
  ['a default', 'to `booked`', 'to `noshow`', 'changed', /status\.description$/, /^status\//],
  ['the value of an example', '"booked"', '"noshow"', 'changed', /^examples\.read\.response\.200$/, /\//],
  [
    'the order of an example',
    '"status": "booked",\n  "end": "2031-03-04"',
    '"end": "2031-03-04",\n  "status": "booked"',
    'reordered',
    /^examples\./,
    /\//,
  ],
  [
    'a search parameter',
    '          - name: date',
    '          - name: identifier\n            description: A name.\n          - name: date',
    'added',
    /search_parameters\.identifier/,
    /^search\//,
  ],
];

describe('a page that says something else', () => {
  for (const [what, from, to, kind, place, rule] of edits)
    it(`${what} is found and named`, () => {
      const found = changes(markdown, markdown.replace(from, to));
      assert.deepEqual([found.length, found[0]?.kind], [1, kind]);
      assert.match(found[0]?.place ?? '', place);
      assert.match(found[0]?.rules[0] ?? '', rule);
    });

  it('a sentence moved to another attribute is found in both', () => {
    const sentence = ' It defaults to `booked`.';
    const after = markdown.replace(sentence, '').replace('later than the start.', `later than the start.${sentence}`);
    assert.deepEqual(
      changes(markdown, after).map(({ kind, place }) => [kind, place]),
      [
        ['removed', 'attributes.status.description'],
        ['moved', 'attributes.end.description'],
      ],
    );
  });

  it('rendered text: required lost, and an attribute told from one of the same name below another', () => {
    const [change, ...others] = changes(rendered, rendered.replace('datetime required', 'datetime'));
    assert.deepEqual([change?.place, change?.kind, others], ['update.attributes.end.required', 'changed', []]);
    assert.match(changesText(changes(rendered, rendered), 'itself'), /0 lost, 0 new\.$/);
  });

  it('rendered text: of a table the row that differs', () => {
    const [change, ...others] = changes(rendered, rendered.replace('noshow | missed', 'noshow | absent'));
    assert.deepEqual([change?.place, change?.now, others], ['update.attributes.status', ['noshow | absent'], []]);
  });

  it('a mark behind the name of an attribute is found', () => {
    const [change] = changes(markdown.replace('name: end', 'name: end [deprecated]'), markdown);
    assert.deepEqual([change?.kind, change?.place], ['removed', 'attributes.end.mark']);
  });
});

const harmless: readonly (readonly [string, string, string])[] = [
  ['white space in an example', markdown, markdown.replace('"status": "booked",', '"status" :  "booked" ,\n')],
  ['a trailing comma', markdown, markdown.replace('"2031-03-04"', '"2031-03-04",')],
  ['white space in prose', markdown, markdown.replace('The day.', 'The  day. ')],
  ['emphasis', markdown, markdown.replace('The day.', 'The **day**.')],
  ['the order of the members', markdown, markdown.replace(/( +type: datetime\n)( +description: When.*\n)/, '$2$1')],
  ['the order of the navigation', markdown, markdown.replace('[create, read]', '[read, create]')],
  ['line ends', markdown, markdown.replaceAll('\n', '\r\n')],
  ['the target of a link', rendered, rendered.replace('/api/create', '/elsewhere')],
  ['typographic quotes', rendered, rendered.replace('"Visit"', '\u201cVisit\u201d')],
  ['an entity', markdown, markdown.replace('the start.', 'the&#32;start.')],
  ['an entity by name', rendered, rendered.replace('the visit.', 'the&nbsp;visit.')],
  ['no width', rendered, rendered.replace('visit.', 'vi\u200bsit.')],
  ['an anchor of a heading', rendered, rendered.replace('Appointment update', 'Appointment update {#update}')],
  ['a link of a heading', rendered, rendered.replace('#### Appointment update', '#### [Appointment update](#put)')],
  ['a sign behind a heading', rendered, rendered.replace('### Attributes', '### Attributes [#](#attributes)')],
  ['fences of another kind', markdown, markdown.replaceAll('```', '~~~')],
  ['the language of a fence', markdown, markdown.replace('```json', '```')],
  ['another mark of an item', rendered, rendered.replace('- booked', '* booked')],
  ['the rims of a table', rendered, rendered.replace('Here | There\n---|---', '| Here | There |\n|:---|---:|')],
  ['two lines of emphasis', markdown, markdown.replace('The day.', 'The __day__.')],
  ['another mark of emphasis', markdown, markdown.replace('The day.', 'The _day_.')],
  ['a broken line', rendered, rendered.replace('state of', 'state\nof')],
  ['twice as much white space', rendered, rendered.replaceAll(' ', '  ').replaceAll('\n', '\n\n')],
  ['an empty line', rendered, rendered.replace('### Attributes', '\n### Attributes\n')],
];

describe('a page that says the same', () => {
  for (const [what, before, after] of harmless)
    it(`${what} is silent`, () => {
      assert.notEqual(before, after);
      assert.deepEqual(changes(before, after), []);
    });
});

it('the revisions of a git repository are run through, and a folder of copies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  const texts = [markdown, markdown.replace('The day.', 'The  day.'), markdown.replace('noshow', 'arrived')];
  git('init', '-q');
  for (const [number, text] of texts.entries()) {
    writeFileSync(join(folder, 'appointment.md'), text);
    git('add', '.');
    git('commit', '-q', '-m', String(number));
  }
  assert.match(watchText(watchPages(folder)), /^[^\n]* in 1 places\n {2}changed attributes\.status\.type: status\//);
  const copies = mkdtempSync(join(tmpdir(), 'copies-'));
  for (const [number, text] of texts.entries()) {
    mkdirSync(join(copies, `2026-01-0${number + 1}`));
    writeFileSync(join(copies, `2026-01-0${number + 1}`, 'appointment.md'), text);
  }
  assert.deepEqual(
    watchPages(copies).map(({ revision }) => revision),
    [join('2026-01-03', 'appointment.md')],
  );
});

it('a dump of many pages in one file is watched over its history, and alone against the editions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dump-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  const dump = (page: string, other: string): string =>
    ['# All pages', '###', 'An encounter.', '#### Encounter read', other, '###', page, '###', 'A slot.'].join('\n');
  git('init', '-q');
  const dumps = [
    dump(rendered, 'One.'),
    dump(rendered, 'Two.'),
    dump(rendered.replace('datetime required', 'date required'), 'Two.'),
  ];
  for (const [number, text] of dumps.entries()) {
    writeFileSync(join(folder, 'context.txt'), text);
    git('add', '.');
    git('commit', '-q', '-m', String(number));
  }
  for (const place of [folder, join(folder, 'context.txt')])
    assert.match(
      watchText(watchPages(place)),
      /^[^\n]* in 1 places\n {2}changed update\.attributes\.end\.type: booking\//,
    );
  const alone = join(mkdtempSync(join(tmpdir(), 'alone-')), 'context.txt');
  writeFileSync(alone, dumps[0] ?? '');
  assert.match(watchPages(alone)[0]?.before ?? '', /^the edition of/);
});

const shared = new URL('../../../shared/', import.meta.url);
const skip = existsSync(new URL('pages/', shared)) ? false : "Canvas's pages do not lie beside this checkout";

describe("Canvas's pages", { skip }, () => {
  const own = [
    ['seed/appointment.md', '2024-01-16'],
    ['pages/2024-01-25/appointment.md', '2024-01-25'],
    ['pages/2024-04-19/appointment.md', '2024-04-19'],
    ['pages/2024-07-02/appointment.md', '2024-07-02'],
    ['pages/2025-05-05/appointment.md', '2025-05-05'],
    ['pages/2026-02-23/appointment.txt', '2025-12-17'],
    ['pages/2026-03-09/appointment.txt', '2026-03-09'],
    ['pages/2026-06-22/appointment.txt', '2026-06-22'],
    ['pages/2026-08-10/appointment.txt', '2026-06-22'],
  ] as const;
  for (const [file, edition] of own)
    it(`${file} does not differ from its edition, ${edition}`, () => {
      const text = readFileSync(new URL(file, shared), 'utf8');
      const base = file.startsWith('seed') ? edition : undefined;
      const found = checkPage(text, file, base);
      assert.ok(!('fault' in found));
      assert.deepEqual([found.base, found.changes], [edition, []]);
    });

  // A few words of a page, changed: the rule whose sentence, value or example that is has to be named.
  const named: readonly (readonly [file: string, words: string, to: string, rule: RuleId])[] = [
    ['2024-01-25/appointment.md', '"valueId"', '"valueString"', 'read/note-id'],
    ['2024-04-19/appointment.md', '- value: noshow', '- value: missed', 'search/status-values'],
    ['2024-04-19/appointment.md', 'default to `usual`', 'default to `old`', 'identifier/has-defaults'],
    ['2024-04-19/appointment.md', 'exclude_in: read, search', 'exclude_in: read', 'identifier/assigner-is-write-only'],
    ['2024-04-19/appointment.md', 'roomed  ', 'room  ', 'status/roomed-reads-checked-in'],
    ['2024-04-19/appointment.md', '404, 405, 412', '404, 405', 'interaction/if-unmodified-since'],
    ['2025-05-05/appointment.md', 'is an Other Event', 'is an event', 'appointment-type/event-update-needs-type'],
    ['2025-05-05/appointment.md', 'external identifiers', 'identifiers', 'search/identifier'],
    ['2025-05-05/appointment.md', 'required_in: update', 'required_in: read', 'interaction/update-target'],
    ['2026-02-23/appointment.txt', 'Canvas prevents', 'Canvas allows', 'participant/patient-cannot-change'],
    ['2026-03-09/appointment.txt', 'all required fields', 'some fields', 'interaction/required-members'],
    ['2026-06-22/appointment.txt', 'will be rejected', 'are taken', 'appointment-type/other-system-is-refused'],
    ['2026-06-22/appointment.txt', '  - INTERNAL\n', '', 'appointment-type/other-system-is-refused'],
    ['2026-06-22/appointment.txt', 'than 0 minutes', 'than 5 minutes', 'booking/end-is-after-start'],
    ['2026-06-22/appointment.txt', '[ accepted ]', '[ accepted | declined ]', 'participant/status-is-accepted'],
    ['2026-06-22/appointment.txt', '  - -patient\n', '', 'search/sort'],
    ['2026-06-22/appointment.txt', 'get\n/Appointment\n', 'get\n/Visit\n', 'interaction/served-at-root'],
    ['2026-06-22/appointment.txt', 'noshow | noshowed', 'noshow | absent', 'status/canvas-to-fhir'],
    ['2026-06-22/appointment.txt', '412 Precondition', '409 Precondition', 'interaction/if-unmodified-since'],
    ['2026-06-22/appointment.txt', 'identifier\nstring\nF', 'service\nstring\nF', 'search/identifier'],
  ];
  for (const [file, words, to, rule] of named)
    it(`${file} without "${words.trim()}": ${rule}`, () => {
      const text = readFileSync(new URL(`pages/${file}`, shared), 'utf8');
      const found = checkPage(text.replace(words, to), file);
      assert.ok(text.includes(words) && !('fault' in found));
      assert.ok(
        found.changes.some(({ rules }) => rules.includes(rule)),
        JSON.stringify(found.changes.slice(0, 3)),
      );
    });

  it('a page in another form than the base is held against its sentences', () => {
    const text = readFileSync(new URL('pages/2025-05-05/appointment.md', shared), 'utf8');
    const found = checkPage(text, 'appointment.md', '2026-06-22');
    assert.ok(!('fault' in found) && found.baseForm === 'rendered');
    const update = found.changes.filter(({ rules }) => rules.includes('interaction/partial-update'));
    assert.match(update.flatMap(({ now }) => now).join(), /only affect fields/);
  });

  it('watch reports the revisions that change something, and no others', () => {
    assert.deepEqual(
      watchPages(new URL('pages', shared).pathname).map(({ revision }) => revision.slice(0, 10)),
      ['2024-04-19', '2024-07-02', '2025-05-05', '2026-03-09', '2026-06-22'],
    );
  });
});
