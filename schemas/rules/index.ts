// The rule table: every topic in the order in which its rules are asked. The first rejection answers.
import { access } from './access.ts';
import { appointmentType } from './appointment-type.ts';
import { booking } from './booking.ts';
import { identifier } from './identifier.ts';
import { interaction } from './interaction.ts';
import { participant } from './participant.ts';
import { read } from './read.ts';
import { reasonCode } from './reason-code.ts';
import type { Rule } from './rule.ts';
import { search } from './search.ts';
import { searchset } from './searchset.ts';
import { status } from './status.ts';
import { supportingInformation } from './supporting-information.ts';

export const rules = {
  ...access,
  ...interaction,
  ...participant,
  ...booking,
  ...supportingInformation,
  ...status,
  ...appointmentType,
  ...reasonCode,
  ...identifier,
  ...read,
  ...search,
  ...searchset,
} as const;

export type RuleTable = typeof rules;

export type RuleId = keyof RuleTable;

/** The ids of the rules whose code lives in one of the given stages. */
export type IdsOf<Stage extends Rule['stage']> = {
  [Id in RuleId]: RuleTable[Id]['stage'] extends Stage ? Id : never;
}[RuleId];

export type RefusalId = IdsOf<'guard' | 'refusal'>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The parameters of a refusal's text: for `with code: {code}` an object with `code`. */
export type Parameters<Id extends RefusalId> = Readonly<Record<Names<RuleTable[Id]['outcome']['text']>, string>>;

export const ruleIds = Object.keys(rules) as RuleId[];

/** The entry of a rule, with its optional members visible. */
export const ruleOf = (id: RuleId): Rule => rules[id];

/** The topic of a rule: the part of its id before the slash. */
export const topicOf = (id: string): string => id.split('/')[0] ?? id;
