// Checks of the people, places, types and reasons that a run needs.
import { variableIn } from '../../targets/live/index.ts';
import type { Answer } from '../../targets/index.ts';
import { jsonOf } from '../live/index.ts';
import { entriesIn, idsIn, missing, ok, unlessFhir, type Check } from './check-result.ts';

/** A check of two people or places: those that are named must be there, others are looked for. */
export const peopleCheck = (type: string, one: string, other: string): Check => ({
  name: type.toLowerCase(),
  look: async ({ client, environment }) => {
    const named = variableIn(environment, one);
    const path = named === undefined ? `/${type}?_count=10` : `/${type}/${named}`;
    const answer = await client.ask(path);
    if (named !== undefined && answer.status === 404 && jsonOf(answer) !== undefined)
      return { state: 'fault', says: `${one} names ${named}, which is not there: name another` };
    const trouble = unlessFhir(path, answer);
    if (trouble !== undefined) return trouble;
    if (named !== undefined)
      return ok(`${type}/${named} is there`, { [one]: named, [other]: variableIn(environment, other) ?? '' });
    const [main, second] = idsIn(answer);
    if (main === undefined) return missing(`a search finds none: make one in Canvas, and set ${one}`);
    const more =
      second === undefined ? `; set ${other} for the scenarios that need a second` : ` and ${type}/${second}`;
    return ok(`${type}/${main}${more}: found by a search, so see that they are made up`, {
      [one]: main,
      [other]: second ?? '',
    });
  },
});

interface Coding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

/** The codings under a member of the appointments that a search shows, most frequent first, as `system|code|display`. */
const codingsOf = (answer: Answer, member: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const resource of entriesIn(answer))
    for (const { coding = [] } of [resource[member] ?? []].flat() as { coding?: readonly Coding[] }[])
      for (const { system = '', code = '', display = '' } of coding) {
        const text = [system, code, display].join('|');
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([text]) => text);
};

/** The types that appointments there show: what is scheduled has been scheduleable. */
export const scheduleable: Check = {
  name: 'scheduleable types',
  look: async ({ client }) => {
    const codings = codingsOf(await client.ask('/Appointment?_count=100'), 'appointmentType');
    if (codings.length > 0) return ok(`appointments there show ${codings.slice(0, 5).join(', ')}`);
    return missing('no appointment shows one; the features use 448337001 and 439708006: see Settings in Canvas');
  },
};

/** A check of a value that no request can ask for: a variable counts; else the values that appointments show are offered. */
export const toldCheck = (name: string, variable: string, member: string | undefined, otherwise: string): Check => ({
  name,
  look: async ({ client, environment }) => {
    const told = variableIn(environment, variable);
    if (told !== undefined) return ok(`${variable}=${told}, as told`, { [variable]: told });
    const codings = member === undefined ? [] : codingsOf(await client.ask('/Appointment?_count=100'), member);
    const seen = codings.length === 0 ? '' : ` (appointments there show ${codings.slice(0, 3).join(', ')})`;
    return missing(`${otherwise}${seen}: set ${variable}=system|code|display, from Settings in Canvas`);
  },
});
