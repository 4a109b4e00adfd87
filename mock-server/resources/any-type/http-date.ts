// Dates as HTTP writes them.

/** The forms of an HTTP date: that of today, that of RFC 850, that of asctime; also with an offset for GMT. */
const forms = [
  /^\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})$/i,
  /^\w{6,9}, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT$/i,
  /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/i,
];

/** Milliseconds since 1970 of an HTTP date; undefined for what is none, which is ignored as RFC 9110 asks. */
export const parseHttpDate = (text: string | undefined): number | undefined => {
  if (text === undefined || !forms.some((form) => form.test(text))) return undefined;
  const instant = Date.parse(/(GMT|[+-]\d{4})$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(instant) ? undefined : instant;
};
