// The text of an answer whose size nobody has promised.

/** The text of an answer. It is left, and an error with the code ANSWER_TOO_LARGE thrown, where it has more bytes unpacked. */
export const textWithin = async ({ body }: Response, largest: number): Promise<string> => {
  const decoder = new TextDecoder();
  let [text, length] = ['', 0];
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > largest)
      throw Object.assign(new Error(`the answer is larger than ${largest >> 20} MiB`), { code: 'ANSWER_TOO_LARGE' });
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
};
