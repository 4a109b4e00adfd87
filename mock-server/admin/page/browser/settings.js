// The settings of the world, each as the control that its schema calls for. A change counts at once.
import { attempt, call } from './api.js';
import { build, control } from './control.js';
import { byId, element, onSubmit, words } from './dom.js';

const valueOf = (input, { type }) => {
  if (type === 'boolean') return input.checked;
  return type === 'integer' ? Number(input.value) : input.value;
};

const field = (name, schema, refresh) => {
  const change = async ({ target }) => {
    const label = words(name);
    const value = valueOf(target, schema);
    const isDone = await attempt(
      () => call('PUT', '/__admin/settings', { [name]: value }),
      `${label}: ${String(value)}`,
      refresh,
    );
    target.setAttribute('aria-invalid', String(!isDone));
  };
  const id = `setting-${name}`;
  const isTyped = schema.enum === undefined && schema.type !== 'boolean';
  const attributes = { id, name, required: isTyped, 'aria-describedby': `${id}-hint`, onchange: change };
  return element(
    'div',
    { class: 'setting' },
    element('label', { for: id }, words(name)),
    element('span', { id: `${id}-hint`, class: 'quiet small' }, schema.description ?? ''),
    control(schema, attributes),
  );
};

/** Shows the settings as they are; one that is being edited is left alone. */
export const drawSettings = async (settings, refresh) => {
  const form = byId('settings');
  await build(form, '/__admin/settings/schema', ({ properties }) => {
    onSubmit(form, () => undefined);
    return Object.entries(properties).map(([name, schema]) => field(name, schema, refresh));
  });
  for (const [name, value] of Object.entries(settings)) {
    const input = byId(`setting-${name}`);
    if (input === null || (input === document.activeElement && input.matches('[type=text],[type=number]'))) continue;
    if (typeof value === 'boolean') input.checked = value;
    else input.value = String(value);
    input.removeAttribute('aria-invalid');
  }
};
