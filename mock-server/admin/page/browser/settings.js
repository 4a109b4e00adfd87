// The settings of the world, each as the control that its schema calls for. A change counts at once.
import { attempt, call } from './api.js';
import { byId, element, words } from './dom.js';

const controls = {
  enum: ({ enum: values }, attributes) =>
    element('select', attributes, ...values.map((value) => element('option', { value }, value))),
  boolean: (_schema, attributes) => element('input', { ...attributes, type: 'checkbox', role: 'switch' }),
  integer: ({ minimum, maximum }, attributes) =>
    element('input', { ...attributes, type: 'number', min: minimum, max: maximum, required: true }),
  string: (_schema, attributes) =>
    element('input', { ...attributes, type: 'text', required: true, spellcheck: 'false' }),
};

const kindOf = (schema) => ('enum' in schema ? 'enum' : schema.type);

const valueOf = (input, kind) => {
  if (kind === 'boolean') return input.checked;
  return kind === 'integer' ? Number(input.value) : input.value;
};

const field = (name, schema, refresh) => {
  const kind = kindOf(schema);
  const change = async ({ target }) => {
    const label = words(name);
    const isDone = await attempt(
      () => call('PUT', '/__admin/settings', { [name]: valueOf(target, kind) }),
      `${label}: ${String(valueOf(target, kind))}`,
    );
    target.setAttribute('aria-invalid', String(!isDone));
    if (isDone) refresh();
  };
  const id = `setting-${name}`;
  const control = controls[kind](schema, { id, name, 'aria-describedby': `${id}-hint`, onchange: change });
  return element(
    'div',
    { class: 'setting' },
    element('label', { for: id }, words(name)),
    element('span', { id: `${id}-hint`, class: 'quiet small' }, schema.description ?? ''),
    control,
  );
};

/** Shows the settings as they are; one that is being edited is left alone. */
export const refreshSettings = async (refresh) => {
  const form = byId('settings');
  if (form.children.length === 0) {
    const { properties } = await call('GET', '/__admin/settings/schema');
    if (form.children.length === 0)
      form.append(...Object.entries(properties).map(([name, schema]) => field(name, schema, refresh)));
    form.addEventListener('submit', (event) => event.preventDefault());
  }
  const settings = await call('GET', '/__admin/settings');
  for (const [name, value] of Object.entries(settings)) {
    const control = byId(`setting-${name}`);
    if (control === null || (control === document.activeElement && control.matches('[type=text],[type=number]')))
      continue;
    if (typeof value === 'boolean') control.checked = value;
    else control.value = String(value);
    control.removeAttribute('aria-invalid');
  }
};
