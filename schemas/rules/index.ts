// The rule table: every topic in the order in which its rules are asked. The first rejection answers.
import type { DefaultEdition } from '../editions/editions.ts';
import { access } from './access.ts';
import { appointmentType } from './appointment-type.ts';
import { booking } from './booking.ts';
import { encounter } from './encounter.ts';
import { identifier } from './identifier.ts';
import { interaction } from './interaction.ts';
import { location } from './location.ts';
import { participant } from './participant.ts';
import { patient } from './patient.ts';
import { practitioner } from './practitioner.ts';
import { read } from './read.ts';
import { reasonCode } from './reason-code.ts';
import type { Rule } from './rule.ts';
import { schedule } from './schedule.ts';
import { search } from './search.ts';
import { searchset } from './searchset.ts';
import { slot } from './slot.ts';
import { status } from './status.ts';
import { supportingInformation } from './supporting-information.ts';
import { validation } from './validation.ts';

/** The topics of the resource types around the Appointment. Their code lives in mock-server/resources. */
const neighbours = { ...location, ...practitioner, ...patient, ...encounter, ...schedule, ...slot } as const;

export const rules = {
  ...access,
  ...validation,
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
  ...neighbours,
} as const;

export type RuleTable = typeof rules;

export type RuleId = keyof RuleTable;

/** The ids of the rules whose code lives in one of the given stages. */
export type IdsOf<Stage extends Rule['stage']> = {
  [Id in RuleId]: RuleTable[Id]['stage'] extends Stage ? Id : never;
}[RuleId];

/** The ids of the rules that concern the resource types around the Appointment. */
export type NeighbourId = keyof typeof neighbours;

/** The ids of the rules of one topic. */
export type IdsIn<Topic extends string> = Extract<RuleId, `${Topic}/${string}`>;

export type RefusalId = IdsOf<'guard' | 'refusal'>;

/** The refusals of the edition that defines the project, in its own words. */
export type OriginalRefusalId = {
  [Id in RefusalId]: RuleTable[Id] extends { readonly validation: 'framework' }
    ? never
    : RuleTable[Id]['since'] extends DefaultEdition
      ? Id
      : never;
}[RefusalId];

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The parameters of a refusal's text: for `with code: {code}` an object with `code`. */
export type Parameters<Id extends RefusalId> = Readonly<Record<Names<RuleTable[Id]['outcome']['text']>, string>>;

export const ruleIds = Object.keys(rules) as RuleId[];

/** Whether a text is the id of a rule. */
export const isRuleId = (text: string): text is RuleId => Object.hasOwn(rules, text);

/** The entry of a rule, with its optional members visible. */
export const ruleOf = (id: RuleId): Rule => rules[id];

/** The topic of a rule: the part of its id before the slash. */
export const topicOf = (id: string): string => id.split('/')[0] ?? id;
