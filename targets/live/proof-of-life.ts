// Proof that a FHIR server with appointments answers: something is granted, and not everything is answered alike.
import { isObject, jsonIn } from '../../schemas/json.ts';
import { TargetFault } from '../failures.ts';
import { NoAnswer, type Answer } from '../send.ts';
import type { Ask } from './discovery.ts';
import { unknownId, usualPath } from './access.ts';

/** What is asked for: a search, the statement, and an id that nobody has. Each sort of answer to all of them proves nothing. */
export const pathsOfProof = [usualPath, '/metadata', unknownId] as const;

const typeOf = ({ text }: Answer): string => {
  const value = jsonIn(text);
  return isObject(value) && typeof value['resourceType'] === 'string' ? value['resourceType'] : 'no resource';
};

const granted: Readonly<Record<string, string>> = { [usualPath]: 'Bundle', '/metadata': 'CapabilityStatement' };

const isGranted = (path: string, answer: Answer): boolean => answer.status === 200 && typeOf(answer) === granted[path];

/** What a server answers to a search for a type that it does not serve, or not to this run. */
const unserved: ReadonlySet<number> = new Set([401, 403, 404, 405, 410]);

const sortOf = (answer: Answer): string => `${answer.status} ${typeOf(answer)}`;

/** Why the answers to the paths, in their order, prove nothing; undefined where they do. */
export const unproven = (answers: readonly Answer[]): string | undefined => {
  const [first] = answers;
  if (first === undefined) return 'nothing was answered';
  const isAnyGranted = answers.some((answer, position) => isGranted(pathsOfProof[position] ?? '', answer));
  const sorts = new Set(answers.map(sortOf));
  const isServed = !unserved.has(first.status);
  if (isServed && isAnyGranted && sorts.size > 1) return undefined;
  const said = jsonIn(first.text) === undefined ? '' : `: ${first.text.replace(/\s+/g, ' ').slice(0, 120)}`;
  const what =
    sorts.size === 1
      ? `everything is answered alike (${sortOf(first)}${said})`
      : `${isServed ? 'nothing is granted' : 'no appointments are served'}: GET ${usualPath} is answered ${sortOf(first)}${said}`;
  return `${what}; see that the FHIR application is enabled for this tenant and that CANVAS_FHIR_BASE_URL is its base`;
};

/** Asks until it is proven that a server answers. Throws TargetFault where it is not; no answer at all proves nothing, either way. */
export const proveLife = async (ask: Ask): Promise<void> => {
  const answers: Answer[] = [];
  for (const path of pathsOfProof) {
    const answer = await ask(path).catch((error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    });
    if (answer === undefined) return;
    answers.push(answer);
    if (unproven(answers) === undefined) return;
  }
  throw new TargetFault('stopped', unproven(answers) ?? '');
};
