// What has happened, said once to everybody: seen at the foot of the page and read out by a screen reader.
import { byId, element, visible } from './dom.js';

const shownFor = 8000;

/** Shows a message. One about a fault stays until the next. */
export const tell = (text, isFault = false) => {
  const message = element(
    'div',
    { class: isFault ? 'message fault' : 'message' },
    element('span', {}, text),
    element('button', { type: 'button', 'aria-label': 'Close this message', onclick: () => message.remove() }, '×'),
  );
  byId('messages').replaceChildren(message);
  if (!isFault) setTimeout(() => message.remove(), shownFor);
};

/** Asks before something that cannot be undone. */
export const confirmed = (question, yes) =>
  new Promise((resolve) => {
    const dialog = byId('question');
    byId('question-text').textContent = visible(question);
    byId('question-yes').textContent = yes;
    dialog.returnValue = 'no';
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });
