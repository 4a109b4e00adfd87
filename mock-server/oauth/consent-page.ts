// The page on which a user lets a client in, as HTML that needs nothing else.
import { escapedForHtml, shownInHtml } from '../../schemas/html.ts';
import { patientAskedFor } from './launch-context.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

interface Consent {
  readonly client: string;
  readonly scope: string;
  /** Whom the user can be; undefined where there are too many to list. */
  readonly patients: readonly Choice[] | undefined;
  readonly isAboutPatient: boolean;
  /** What came with the request, and goes back with the form. */
  readonly parameters: URLSearchParams;
}

const style = `
:root { color-scheme: light dark; --ink: #1c2733; --muted: #55636f; --paper: #fff; --ground: #eef2f4; --line: #c6d0d6; --accent: #17614f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eef2; --muted: #a9b8c2; --paper: #1a2229; --ground: #10161b; --line: #3a4853; --accent: #7fd6bd; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(28rem, 100%); padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 .5rem; font-size: 1.35rem; line-height: 1.25; overflow-wrap: anywhere; }
p, ul { margin: 0 0 1rem; } p { color: var(--muted); } ul { padding-left: 1.2rem; } code { font-size: .95rem; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
select, input { width: 100%; padding: .6rem; margin-bottom: 1.25rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--muted); border-radius: .4rem; }
.actions { display: flex; gap: .75rem; } button { flex: 1; padding: .7rem 1rem; font: inherit; font-weight: 600; border-radius: .4rem; border: 1px solid var(--accent); background: transparent; color: var(--accent); cursor: pointer; }
button[value=allow] { background: var(--accent); color: var(--paper); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
footer { margin-top: 1.25rem; font-size: .85rem; color: var(--muted); }`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head>
<body><main>${body}<footer>canvas-harness mock: no real patient, no real permission</footer></main></body>
</html>
`;

const verbs: Readonly<Record<string, string>> = {
  read: 'read',
  write: 'write',
  '*': 'read and write',
  c: 'create',
  r: 'read',
  u: 'update',
  s: 'search',
};

/** What a scope stands for, in words. */
const scopeWords = (scope: string): string => {
  const [, level, type = '', access = ''] = /^(user|patient)\/(\w+|\*)\.(read|write|\*|[crus]+)$/.exec(scope) ?? [];
  if (level === undefined) return '';
  const what = type === '*' ? 'everything' : type;
  const verb = verbs[access] ?? [...access].flatMap((letter) => verbs[letter] ?? []).join(', ');
  return `: ${verb} ${what}${level === 'patient' ? ' of one patient' : ''}`;
};

const scopeList = (scope: string): string =>
  scope
    .split(/\s+/)
    .map((one) => `<li><code>${shownInHtml(one)}</code>${shownInHtml(scopeWords(one))}</li>`)
    .join('');

const patientField = ({ patients, isAboutPatient, parameters }: Consent): string => {
  const wanted = patientAskedFor(parameters);
  if (!isAboutPatient) return '';
  const label = '<label for="patient">Patient</label>';
  if (patients === undefined)
    return `${label}<input id="patient" name="patient" required placeholder="Id of a patient" value="${escapedForHtml(wanted)}">`;
  const options = patients.map(
    ({ id, label: name }) =>
      `<option value="${escapedForHtml(id)}"${id === wanted ? ' selected' : ''}>${shownInHtml(name)}</option>`,
  );
  return `${label}<select id="patient" name="patient">${options.join('')}</select>`;
};

/** The hidden inputs: the parameters of the request, sent back unchanged. */
const hiddenInputs = ({ parameters, isAboutPatient }: Consent): string =>
  [...parameters]
    .filter(([name]) => name !== 'decision' && !(isAboutPatient && name === 'patient'))
    .map(([name, value]) => `<input type="hidden" name="${escapedForHtml(name)}" value="${escapedForHtml(value)}">`)
    .join('');

/** The page that asks. */
export const consentPage = (consent: Consent): string =>
  page(
    'Allow access?',
    `<h1>Let ${shownInHtml(consent.client)} in?</h1><p>It asks for:</p><ul>${scopeList(consent.scope)}</ul>
<form method="post">${hiddenInputs(consent)}${patientField(consent)}
<div class="actions"><button name="decision" value="allow">Allow</button><button name="decision" value="deny" formnovalidate>Deny</button></div></form>`,
  );

/** The page that says why nobody can be let in. */
export const refusalPage = (reason: string): string =>
  page('No access', `<h1>This request cannot be answered</h1><p>${shownInHtml(reason)}</p>`);
