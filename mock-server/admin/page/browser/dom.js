// Elements made of values. Whatever a server or a user has sent goes in as text, never as markup.
import { unseen } from './unseen.js';

const escaped = (character) =>
  Array.from(
    { length: character.length },
    (_none, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** A text of which every character is seen, whatever it would do to its neighbours. */
export const visible = (text) => String(text).replaceAll('\r\n', '\n').replace(unseen, escaped);

/** Attributes that are shown or read out; the others are for machines, and keep their value. */
const read = new Set(['title', 'aria-label', 'placeholder']);

/**
 * An element with attributes and children. `on…` members are listeners, strings become text, undefined is left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | number | undefined | false | null)} children
 */
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null)
      made.setAttribute(name, read.has(name) ? visible(value) : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== false && child !== null).map(asNode));
  return made;
};

const asNode = (child) => (child instanceof Node ? child : document.createTextNode(visible(child)));

/** The element of the page with an id. */
export const byId = (id) => document.getElementById(id);

/** Fills an element anew where what it shows has changed, so that focus and selection stay where nothing has. */
export const fill = (target, value, make) => {
  const key = JSON.stringify(value);
  if (target.dataset.shown === key) return;
  const focused = target.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  target.replaceChildren(...make(value));
  target.dataset.shown = key;
  if (focused !== undefined) target.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
};

/** A value as JSON that can be scrolled by keyboard. */
export const json = (value, label) =>
  element(
    'pre',
    { tabindex: 0, role: 'group', 'aria-label': label },
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  );

/** `structuredReasonForVisit` as `Structured reason for visit`. */
export const words = (name) => {
  const text = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** A number with separators, as a reader of English expects it. */
export const number = (value) => value.toLocaleString('en-US');

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** Pairs of a name and a value, as a list; what has no value is left out. */
export const facts = (...pairs) =>
  element(
    'dl',
    {},
    ...pairs
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );

/** Lets a form do something when it is sent, and nothing else. */
export const onSubmit = (form, act) =>
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void act(form);
  });
