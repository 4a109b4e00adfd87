// The script of the report page: filters, the theme, unpacking steps, and opening the rule that the address names.
/* global addEventListener, atob, Blob, DecompressionStream, document, DOMParser, FormData, localStorage, location, Response */
(() => {
  const form = document.querySelector('.filters');
  const rules = [...document.querySelectorAll('.rule')];
  const topics = [...document.querySelectorAll('.topic')];

  // The steps of what passed, by the place of their scenario. They are unpacked when somebody first asks for them.
  let pieces;
  const unpacked = async () => {
    const bytes = Uint8Array.from(atob(document.getElementById('packed').content.textContent), (each) =>
      each.charCodeAt(0),
    );
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    pieces = JSON.parse(await new Response(stream).text());
  };
  let unpacking;
  const unpack = () => (unpacking ??= unpacked());

  const show = async (place) => {
    place.setAttribute('aria-busy', 'true');
    try {
      await unpack();
      place.innerHTML = pieces[place.dataset.at] ?? '';
    } catch {
      // A browser that cannot unpack shows where else the steps are.
    }
    place.removeAttribute('aria-busy');
  };
  const showIn = (root) => {
    for (const place of root.querySelectorAll(':scope > .packed:empty')) void show(place);
  };
  document.addEventListener('toggle', ({ target }) => target.open && showIn(target), true);
  for (const each of document.querySelectorAll('details[open]:has(> .packed)')) showIn(each);

  const wanted = () => {
    const data = new FormData(form);
    return {
      verdicts: data.getAll('verdict'),
      topic: data.get('topic'),
      on: data.get('on'),
      word: data.get('word').trim().toLowerCase(),
    };
  };

  const textOfPiece = (piece) => new DOMParser().parseFromString(piece, 'text/html').body.textContent;
  const packedTextOf = (rule) =>
    [...rule.querySelectorAll('.packed:empty')].map(({ dataset }) => textOfPiece(pieces?.[dataset.at] ?? ''));

  let texts = new Map();
  const textOf = (rule) => {
    if (!texts.has(rule)) texts.set(rule, [rule.textContent, ...packedTextOf(rule)].join(' ').toLowerCase());
    return texts.get(rule);
  };

  const fits = (rule, { verdicts, topic, on, word }) =>
    (verdicts.length === 0 || verdicts.includes(rule.dataset.verdict)) &&
    (topic === '' || rule.dataset.topic === topic) &&
    (on === '' || rule.dataset.on.split(' ').includes(on)) &&
    (word === '' || textOf(rule).includes(word));

  // A folded topic is opened while a filter is set, and has its own state back when none is.
  const wereOpen = new Set(topics.filter((topic) => topic.open));
  const unfold = ({ verdicts, topic, on, word }) => {
    const isFiltered = verdicts.length > 0 || topic !== '' || on !== '' || word !== '';
    for (const each of topics) each.open = isFiltered || wereOpen.has(each);
  };

  // A word is looked for in the packed steps, too: once they are there, what was found without them is asked again.
  const searchPacked = async () => {
    await unpack();
    texts = new Map();
    filter();
  };

  const filter = () => {
    const filters = wanted();
    if (filters.word !== '' && unpacking === undefined) searchPacked().catch(() => {});
    for (const rule of rules) rule.hidden = !fits(rule, filters);
    for (const topic of topics) topic.hidden = topic.querySelector('.rule:not([hidden])') === null;
    unfold(filters);
    const shown = rules.filter((rule) => !rule.hidden).length;
    document.querySelector('.none').hidden = shown > 0;
    document.querySelector('.shown').textContent =
      shown === rules.length ? `All ${rules.length} rules` : `${shown} of ${rules.length} rules`;
  };

  const openAll = (isOpen) => {
    for (const each of [...topics, ...rules]) if (!each.hidden) each.open = isOpen;
  };

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  form.querySelector('[data-action="open"]').addEventListener('click', () => openAll(true));
  form.querySelector('[data-action="close"]').addEventListener('click', () => openAll(false));
  filter();

  const openNamed = () => {
    const rule = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (rule?.tagName !== 'DETAILS') return;
    if (rule.hidden) {
      form.reset();
      filter();
    }
    const topic = rule.closest('.topic');
    if (topic !== null) topic.open = true;
    rule.open = true;
    rule.scrollIntoView();
  };
  addEventListener('hashchange', openNamed);
  openNamed();

  // On paper nothing can be opened, so every topic and whatever did not simply hold is opened before it is printed.
  const quiet = ['verified', 'not-exercised', 'not-applicable'];
  let opened = [];
  addEventListener('beforeprint', () => {
    const closed = ':is(.topic, .rule):not([hidden]):not([open])';
    opened = [...document.querySelectorAll(closed)].filter((each) => !quiet.includes(each.dataset.verdict));
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
    opened = [];
  });

  const themes = ['', 'light', 'dark'];
  const names = { '': 'auto', light: 'light', dark: 'dark' };
  const button = document.querySelector('.theme');
  const stored = () => {
    try {
      return localStorage.getItem('canvas-harness-theme') ?? '';
    } catch {
      return '';
    }
  };
  const setTheme = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${names[theme]}`;
    try {
      localStorage.setItem('canvas-harness-theme', theme);
    } catch {
      // Where nothing may be kept, the choice lasts as long as the page.
    }
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    const current = document.documentElement.dataset.theme ?? '';
    setTheme(themes[(themes.indexOf(current) + 1) % themes.length]);
  });
  setTheme(themes.includes(stored()) ? stored() : '');
})();
