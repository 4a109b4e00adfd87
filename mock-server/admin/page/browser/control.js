// The control that a JSON Schema calls for, and forms made of such.
import { call } from './api.js';
import { element } from './dom.js';

/** A select, a switch, or an input for a number or a text. */
export const control = ({ enum: values, type, minimum: min, maximum: max }, attributes) => {
  if (values !== undefined)
    return element('select', attributes, ...values.map((value) => element('option', { value }, value || 'any')));
  if (type === 'boolean') return element('input', { ...attributes, type: 'checkbox', role: 'switch' });
  if (type === 'string') return element('input', { ...attributes, type: 'text' });
  return element('input', { ...attributes, type: 'number', min, max, step: type === 'integer' ? 1 : 'any' });
};

/** Builds a form of the schema at a path, once; a schema that does not come is asked for again. */
export const build = async (form, path, make) => {
  if (form.children.length > 0) return;
  const schema = await call('GET', path);
  form.append(...make(schema));
};
