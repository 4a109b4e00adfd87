// Faults: which stand in the world and whom they have hit, and a form for a new one, made of its schema.
import { attempt, call } from './api.js';
import { build, control } from './control.js';
import { byId, element, fill, onSubmit, words } from './dom.js';

/** The first are always seen, the others belong to some kinds only. */
const always = ['kind', 'method', 'path', 'count'];

const hints = {
  path: '/Appointment/*',
  count: 'all',
  share: '1',
  skip: '0',
  milliseconds: '1000',
  status: '500',
  retryAfter: '1',
};

/** A choice may be left open, but for that of the kind. */
const choices = (name, values) => (values === undefined || name === 'kind' ? values : ['', ...values]);

const field = ([name, schema]) => {
  const attributes = { name, placeholder: hints[name] };
  const asked = control({ ...schema, enum: choices(name, schema.enum) }, attributes);
  return element('label', { class: 'field' }, words(name), asked);
};

const formParts = ({ properties }) => {
  const fields = Object.entries(properties);
  const first = always.map((name) => [name, properties[name]]);
  const others = fields.filter(([name]) => !always.includes(name));
  return [
    ...first.map(field),
    element(
      'details',
      { class: 'wide' },
      element('summary', {}, 'More'),
      element('div', { class: 'grid' }, ...others.map(field)),
    ),
    element('div', { class: 'buttons wide' }, element('button', {}, 'Add the fault')),
  ];
};

const specOf = (form, { properties }) =>
  Object.fromEntries(
    [...new FormData(form)]
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, ['integer', 'number'].includes(properties[name].type) ? Number(value) : value]),
  );

/** What belongs to the standing fault and not to what was asked for. */
const own = ['kind', 'method', 'path', 'id', 'seen', 'hits'];

const described = (fault) => {
  const others = Object.entries(fault).filter(([name]) => !own.includes(name));
  const { kind, method, path } = fault;
  return [kind, method, path, ...others.map(([name, value]) => `${words(name).toLowerCase()} ${value}`)]
    .filter((part) => part !== undefined)
    .join(' ');
};

const row = (fault, refresh) =>
  element(
    'li',
    {},
    element(
      'span',
      {},
      element('code', {}, described(fault)),
      ' ',
      element('span', { class: 'quiet small' }, `hit ${fault.hits} of ${fault.seen}`),
    ),
    element(
      'button',
      {
        type: 'button',
        'data-key': fault.id,
        'aria-label': `Remove ${described(fault)}`,
        onclick: () => attempt(() => call('DELETE', `/__admin/faults/${fault.id}`), 'The fault is gone', refresh),
      },
      'Remove',
    ),
  );

/** Draws the faults that stand, and once the form. */
export const refreshFaults = async (refresh) => {
  const form = byId('new-fault');
  await build(form, '/__admin/faults/schema', (schema) => {
    const after = () => {
      form.reset();
      refresh();
    };
    onSubmit(form, () =>
      attempt(() => call('POST', '/__admin/faults', specOf(form, schema)), 'The fault is set', after),
    );
    return formParts(schema);
  });
  const { faults } = await call('GET', '/__admin/faults');
  fill(byId('faults'), faults, () => faults.map((fault) => row(fault, refresh)));
};
