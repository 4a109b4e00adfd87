// The values of search parameters: alternatives, references and tokens.

/** Values separated by commas are alternatives, as everywhere in FHIR search. */
export const alternatives = (value: string): string[] => value.split(',').filter((part) => part !== '');

const referenced = (type: string, value: string): string => {
  const reference = value.replace(/^https?:\/\/[^/]+\//, '');
  return reference.startsWith(`${type}/`) ? reference.slice(type.length + 1) : reference;
};

/** The ids behind references to a type, each as `Type/id`, as a full URL or bare. */
export const idsIn = (type: string, value: string): ReadonlySet<string> =>
  new Set(alternatives(value).map((reference) => referenced(type, reference)));

/** `code`, `system|code`, `|code` for no system, `system|` for any code of it. */
export const isTokenMatch = (token: string, system: string, code: string): boolean => {
  const bar = token.indexOf('|');
  if (bar < 0) return token === code;
  const [wantedSystem, wantedCode] = [token.slice(0, bar), token.slice(bar + 1)];
  return wantedSystem === system && (wantedCode === '' || wantedCode === code);
};

/** Whether an identifier or a coding matches one of some tokens. A missing part counts as empty. */
export const isAnyMatch = (
  tokens: readonly string[],
  { system, value }: { readonly system: string | null; readonly value: string | null },
): boolean => tokens.some((token) => isTokenMatch(token, system ?? '', value ?? ''));
