// What a server's words may hold that acts on a reader: controls of a terminal, what lets a line read in another order, and
// lines that the runner of a CI job takes from a log as commands to itself.

/** Tabs and line breaks stay. */
// eslint-disable-next-line no-control-regex -- these are the characters that are meant
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** `::error::` at the begin of a line (GitHub); `##[error]`, `##vso[` and `##teamcity[` anywhere in it. */
const withoutCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replace(/##(?=\w*\[)/g, '# #');

/** A text that a terminal or a log only shows: each control becomes a visible sign, and a command has a space in its mark. */
export const withoutControls = (text: string): string => withoutCommands(text.replace(controls, '\ufffd'));

/** The same for what others have made for a terminal, such as the formatters of cucumber: their colours stay. */
export const withoutControlsButColours = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- the colours of a terminal
    .split(/(\u001b\[[\d;]{0,20}m)/)
    .map((part, position) => (position % 2 === 1 ? part : withoutControls(part)))
    .join('');

/** A text that may quote what somebody else has written, as one line that a terminal only shows. */
export const inOneLine = (text: string): string => withoutControls(text.replaceAll(/\s+/g, ' ').trim());

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A value as JSON that a terminal or a log only shows; whoever parses it gets the same value. */
export const shownJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent)
    .replace(controls, (one) => (one === '\n' ? one : escaped(one)))
    .replace(/##(?=\w*\[)/g, `#${escaped('#')}`);
