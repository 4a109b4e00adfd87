// The script of the page of rules: the search, and opening the rule that the address names.
/* global addEventListener, document, location */
(() => {
  const form = document.querySelector('.search');
  const rules = [...document.querySelectorAll('.rule')];
  const topics = [...document.querySelectorAll('.topic')];
  const texts = new Map(rules.map((rule) => [rule, rule.textContent.toLowerCase()]));

  const filter = () => {
    const words = form.word.value.toLowerCase().split(/\s+/);
    const basis = form.basis.value;
    for (const rule of rules) {
      const fits = words.every((word) => texts.get(rule).includes(word));
      rule.hidden = !fits || (basis !== '' && rule.dataset.basis !== basis);
    }
    for (const topic of topics) topic.hidden = topic.querySelector('.rule:not([hidden])') === null;
    const count = rules.filter((rule) => !rule.hidden).length;
    document.querySelector('.none').hidden = count > 0;
    document.querySelector('.count').textContent = `${count} of ${rules.length} rules`;
  };

  const openNamed = () => {
    const rule = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (rule?.tagName !== 'DETAILS') return;
    if (rule.hidden) {
      form.reset();
      filter();
    }
    rule.open = true;
    rule.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', openNamed);
  filter();
  openNamed();
})();
