// What somebody else's words may hold that acts on a reader: controls of a terminal, what lets a line read in another order,
// what nobody sees, marks piled up over the lines above, and lines that the runner of a CI job takes from a log as commands
// to itself.

/**
 * Characters that are shown as what they are, and not as what they do: controls but tabs and line breaks, what turns the
 * order of letters, what has no width, and each mark beyond the fourth on one letter. What joins two emoji or chooses how one
 * looks stays. A page in a browser uses the same expression.
 */
export const unseen =
  // eslint-disable-next-line no-control-regex -- these are the characters that are meant
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufff9-\ufffb]|(?<=\p{M}{4})\p{M}|(?!(?<=\p{Emoji})[\ufe0e\ufe0f]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic}))\p{Default_Ignorable_Code_Point}/gu;

/** A character as in the text of a program, which is also its form in JSON: `\u202e`. */
const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_none, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** Nearly every text is of these alone, and to look each character of it up in Unicode takes ten times as long. */
const plain = /^[\t\n\u0020-\u007e]*$/;

/** A text of which every character is seen, for people; whatever a machine reads keeps its value. */
export const showControls = (text: string): string => (plain.test(text) ? text : text.replace(unseen, escaped));

/** `::error::` at the begin of a line (GitHub); `##[error]`, `##vso[` and `##teamcity[` anywhere in it. */
const withoutCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replace(/##(?=\w*\[)/g, '# #');

/** A text that a terminal or a log only shows: each control is written as its number, and a command has a space in its mark. */
export const withoutControls = (text: string): string => withoutCommands(showControls(text));

/** The same for what others have made for a terminal, such as the formatters of cucumber: their colours stay. */
export const withoutControlsButColours = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- the colours of a terminal
    .split(/(\u001b\[[\d;]{0,20}m)/)
    .map((part, position) => (position % 2 === 1 ? part : withoutControls(part)))
    .join('');

/** A text that may quote what somebody else has written, as one line that a terminal only shows. */
export const inOneLine = (text: string): string => withoutControls(text.replaceAll(/\s+/g, ' ').trim());

/** A value as JSON that a terminal or a log only shows; whoever parses it gets the same value. */
export const shownJson = (value: unknown, indent?: number): string =>
  showControls(JSON.stringify(value, null, indent)).replace(/##(?=\w*\[)/g, `#${escaped('#')}`);
