// One page out of a text dump that holds many, one behind the other.

/** What tells the page on Appointment: the headings of its interactions. */
const ofAppointment = /^#### Appointment (?:create|read|update|search)\s*$/im;

/** A line that begins a page or is the head of one: a title, a heading without words, a ruler, an address. */
const begins = /^(?:#{1,2}\s+\S.*|###|={4,}|-{3,}|(?:url|source|page|file): ?\S+)$/i;

/** The pages of a dump; a fence may hold lines that look like the beginning of one. */
const pagesIn = (text: string): readonly string[] => {
  const pages: string[][] = [[]];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    if (!isCode && begins.test(line.trimEnd())) pages.push([]);
    pages.at(-1)?.push(line);
  }
  return pages.map((lines) => lines.join('\n'));
};

/** Headings without the anchors and links that they carry. */
const plainHeadings = (text: string): string =>
  text.replace(/^#{1,6} .*$/gm, (heading) =>
    heading
      .replace(/\[[#¶§]?\]\([^)]*\)|\{[:#][^}]*\}|<[^>]*>/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trimEnd(),
  );

/** Whether a text holds the page on Appointment as rendered text. */
export const hasAppointment = (text: string): boolean => ofAppointment.test(plainHeadings(text));

/** The page on Appointment; the whole text where it is not told apart. */
export const appointmentIn = (text: string): string => {
  const plain = plainHeadings(text);
  return pagesIn(plain).find((page) => ofAppointment.test(page)) ?? plain;
};
