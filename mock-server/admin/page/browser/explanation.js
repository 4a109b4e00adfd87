// The explanation of an exchange: what refused it and what would pass, what was sent in vain, which rules acted.
import { tell } from './messages.js';
import { element, facts, json } from './dom.js';

const copyButton = (text) =>
  element(
    'button',
    {
      type: 'button',
      onclick: () =>
        navigator.clipboard.writeText(text).then(
          () => tell('Copied'),
          () => tell('The browser does not let this page copy', true),
        ),
    },
    'Copy',
  );

const sourceText = ({ document: name, at }) => `${name}, ${at}`;

const operationText = ({ op, path, value }) =>
  op === 'remove' ? [op, path] : [op, path, JSON.stringify(value, null, 1).replaceAll('\n', ' ')];

const patchList = (patch) =>
  element(
    'ul',
    { class: 'patch' },
    ...patch.map((operation) => {
      const [op, path, value] = operationText(operation);
      return element('li', { class: op }, element('b', {}, op), ' ', element('code', {}, path, value && ` = ${value}`));
    }),
  );

const stepList = (steps) =>
  element(
    'ol',
    { class: 'steps' },
    ...steps.map(({ where, advice, isExample = false }) =>
      element(
        'li',
        {},
        element('code', {}, where),
        ` ${advice}`,
        isExample && element('span', { class: 'quiet' }, ' (an example: put in your own value)'),
      ),
    ),
  );

const changeView = ({ verified, steps, stillRefusedBy, patch, curl }) =>
  element(
    'div',
    { class: 'change' },
    element('h3', {}, verified ? 'The smallest change that would pass' : 'What to do'),
    steps.length > 0 && stepList(steps),
    patch !== undefined && patch.length > 0 && patchList(patch),
    element(
      'p',
      { class: 'quiet small' },
      verified
        ? 'Judged again by the same rules: it passes now.'
        : `No change repairs this request without a decision of yours; ${stillRefusedBy} refuses it.`,
    ),
    curl !== undefined &&
      element('details', {}, element('summary', {}, 'As a command'), json(curl, 'The command'), copyButton(curl)),
  );

const refusalView = ({ rule, statement, source, basis, decision, where, smallestChange }) =>
  element(
    'div',
    { class: 'refusal' },
    element('p', { class: 'statement' }, statement),
    facts(
      ['Rule', ruleLink(rule)],
      ['Where', where && element('code', {}, where)],
      ['Source', `${sourceText(source)} (${basis})`],
      ['Decision', decision],
    ),
    smallestChange !== undefined && changeView(smallestChange),
  );

const value = (sent) => (sent === undefined ? 'nothing' : JSON.stringify(sent));

const ignoredView = (ignored) =>
  element(
    'div',
    { class: 'ignored' },
    element('h3', {}, 'Sent in vain'),
    element(
      'ul',
      {},
      ...ignored.map(({ where, sent, shown, why }) =>
        element(
          'li',
          {},
          element('code', {}, where),
          ': sent ',
          element('code', {}, value(sent)),
          ', shown ',
          element('code', {}, value(shown)),
          element('span', { class: 'quiet' }, ` ${why}`),
        ),
      ),
    ),
  );

/** A rule by its id, which leads to the page of rules. */
const ruleLink = (rule) =>
  element('a', { href: `/__admin/rules#${rule}`, target: '_blank', rel: 'noreferrer' }, element('code', {}, rule));

const rulesView = (acted) =>
  element(
    'details',
    {},
    element('summary', {}, `Rules that acted: ${acted.length}`),
    element(
      'ul',
      { class: 'acted' },
      ...acted.map(({ rule, statement }) =>
        element('li', {}, ruleLink(rule), element('span', { class: 'quiet' }, ` ${statement}`)),
      ),
    ),
  );

const half = (title, body, headers) =>
  element(
    'div',
    { class: 'half' },
    element('h3', {}, title),
    body === undefined ? element('p', { class: 'quiet small' }, 'No body') : json(body, `${title}: body`),
    element('details', {}, element('summary', {}, 'Headers'), json(headers, `${title}: headers`)),
  );

/** Everything there is to say of an exchange. */
export const explanationView = ({ path, time, world, faults, request, response, refusal, ignored = [], acted }) =>
  element(
    'div',
    { class: 'explanation' },
    refusal !== undefined && refusalView(refusal),
    ignored.length > 0 && ignoredView(ignored),
    refusal === undefined && ignored.length === 0 && element('p', { class: 'quiet' }, 'Nothing was sent in vain.'),
    acted.length > 0 && rulesView(acted),
    element(
      'div',
      { class: 'halves' },
      half('Request', request.body, request.headers),
      half(`Answer ${response.status}`, response.body, response.headers),
    ),
    facts(['Path', element('code', {}, path)], ['Time', time], ['World', world], ['Faults', faults?.join(', ')]),
  );
