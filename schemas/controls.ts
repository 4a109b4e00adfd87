// Controls of a terminal that a server's words may hold, and those that let a line read in another order.

/** Tabs and line breaks stay. */
// eslint-disable-next-line no-control-regex -- these are the characters that are meant
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** A text that a terminal only shows: each control of it becomes a visible sign. */
export const withoutControls = (text: string): string => text.replace(controls, '\ufffd');

/** A text that may quote what somebody else has written, as one line that a terminal only shows. */
export const inOneLine = (text: string): string => withoutControls(text.replaceAll(/\s+/g, ' ').trim());
