// Opens the next edition from a page: for each change a stub of a rule and of a scenario, what to look at, what to ask.
import { sumOf } from '../../schemas/editions/passage.ts';
import { ruleOf, topicOf, type RuleId } from '../../schemas/rules/index.ts';
import type { PageChange } from './page-changes.ts';

/** What one change of the page asks of the project. */
interface Draft {
  readonly id: string;
  readonly places: readonly string[];
  readonly rule: string;
  readonly scenario: string;
  readonly decisions: readonly string[];
  /** What nobody can decide from the page: to be asked of a sandbox. */
  readonly questions: readonly string[];
}

/** Changes that say the same at several places are one. */
const groupAlike = (changes: readonly PageChange[]): readonly (readonly [PageChange, ...PageChange[]])[] => {
  const groups = new Map<string, [PageChange, ...PageChange[]]>();
  for (const change of changes) {
    const attribute = change.place.split('.').slice(-2).join('.');
    const key = JSON.stringify([change.kind, attribute, change.now]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
};

const slugOf = (place: string): string =>
  place
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .slice(-3)
    .join('-');

/** Whether the page refuses something there without saying how. */
const isRefusing = ({ now }: PageChange): boolean =>
  now.some((passage) => /reject|not accept|error|prevent|must|only/i.test(passage) && !/\b4\d\d\b/.test(passage));

const questionsOf = (change: PageChange): readonly string[] => [
  ...(isRefusing(change) ? [`With which status and text is refused what ${change.place} does not take?`] : []),
  ...(change.gone > 0 && change.now.length === 0
    ? [`Does a server still do what stood at ${change.place}, or is only the sentence gone?`]
    : []),
];

const ruleText = (id: string, old: RuleId | undefined, change: PageChange, since: string): string => {
  const sum = change.now[0] === undefined ? '' : `, sum: '${sumOf(change.now[0].toLowerCase())}'`;
  return `  '${id}': {
    on: ['create', 'update'],
    stage: 'inherent',
    basis: 'documented',
    statement: 'TODO: what the rule says, in one sentence of your own.',
    source: { document: 'Appointment page, edition ${since}', at: 'section ${change.place}'${sum} },
    since: '${since}',${old === undefined ? '' : `\n    // TODO: does it take the place of '${old}'? Then replaces: '${old}', and there until: '${since}'.`}
    clientChange: 'TODO: what a client has to change.',
  },`;
};

const scenarioText = (id: string, since: string): string => `  @rule:${id} @since:${since}
  Rule: TODO: what the rule says, in the words of a client

    Scenario: TODO: the smallest request that shows it
      When the client creates an appointment
      Then the answer has:
        | TODO | TODO |`;

/** The stubs for the changes of a page. */
export const draftsOf = (changes: readonly PageChange[], since: string): readonly Draft[] =>
  groupAlike(changes).map((group) => {
    const [change] = group;
    const [old] = change.rules;
    const id = `${old === undefined ? 'interaction' : topicOf(old)}/${slugOf(change.place)}-of-${since}`;
    const decisions = new Set(group.flatMap(({ rules }) => rules).flatMap((rule) => ruleOf(rule).decision ?? []));
    return {
      id,
      places: group.map(({ place, kind }) => `${place}: ${kind}`),
      rule: ruleText(id, old, change, since),
      scenario: scenarioText(id, since),
      decisions: [...decisions].toSorted(),
      questions: questionsOf(change),
    };
  });

const sectionOf = ({ id, places, rule, scenario, decisions, questions }: Draft): string =>
  [
    `## ${id}`,
    ...places.map((place) => `- ${place}`),
    ...(decisions.length === 0 ? [] : [`- decisions to look at again: ${decisions.join(', ')}`]),
    ...questions.map((question) => `- question for probe: ${question}`),
    `\n\`\`\`ts\n${rule}\n\`\`\`\n\n\`\`\`gherkin\n${scenario}\n\`\`\``,
  ].join('\n');

/** The drafts as Markdown. */
export const draftText = (drafts: readonly Draft[], since: string): string =>
  [`# Draft of the edition ${since}: ${drafts.length} changes`, ...drafts.map(sectionOf)].join('\n\n');
