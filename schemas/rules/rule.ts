// What an entry of the rule table is made of.
import type { DocumentName } from '../editions/documents.ts';
import type { Edition } from '../editions/editions.ts';

/** What a client does. The first four are the Appointment interactions of the document; the rest surround them. */
export type Interaction = 'create' | 'read' | 'update' | 'search' | 'capabilities' | 'token';

/**
 * Where the code of a rule lives:
 * `guard` looks at the request before its body, `refusal` turns a proposal into a rejection, `effect` shapes the
 * stored record, `element` derives a part of the FHIR view, `answer` shapes the response to a success, `filter`
 * decides what a search finds, `inherent` is the absence of a refusal or the interaction itself.
 */
type Stage = 'guard' | 'refusal' | 'effect' | 'element' | 'answer' | 'filter' | 'inherent';

/**
 * The evidence: `stated` in the prose of the page that defines the project, `shown` by one of its examples only, `documented` on another
 * Canvas page or in a later edition, `framework` as Canvas's open-source fhirstarter does it, `assumed` where the
 * documents are silent and a decision record says why.
 */
export type Basis = 'stated' | 'shown' | 'documented' | 'framework' | 'assumed';

/** Whether a rule of that basis binds a server: a document says so, and not only the framework or a decision of ours. */
export const isBinding = (basis: Basis): boolean => basis !== 'framework' && basis !== 'assumed';

/**
 * How close a refusal by a target other than the mock has to come: `exact` to the letter, `template` the same words
 * in any case and punctuation, `structural` the same status and issue code, `refused` any 4xx with an
 * OperationOutcome (the document says that it is refused, not how).
 */
export type MatchLevel = 'exact' | 'template' | 'structural' | 'refused';

/** How bodies are validated: by the word of the document, or as Canvas's open-source framework does it. */
export type Validation = 'documented' | 'framework';

/** The issue codes of FHIR R4 that the documented OperationOutcomes use. */
export type IssueCode =
  | 'required'
  | 'structure'
  | 'value'
  | 'invalid'
  | 'unknown'
  | 'forbidden'
  | 'not-found'
  | 'not-supported'
  | 'conflict'
  | 'business-rule'
  | 'too-long';

/** Where a rule is said, in words that a user reads. `at` names section and line; `sum` is the checksum of the normalised sentence. */
export interface Source {
  readonly document: DocumentName;
  readonly at: string;
  readonly sum?: string;
  /** Checksums of further sentences that say the same, or a part of it. */
  readonly also?: readonly string[];
}

/** How a refusal looks on the wire. `text` may hold `{name}` parameters. */
export interface Outcome {
  readonly status: number;
  readonly code: IssueCode;
  readonly text: string;
  readonly match: MatchLevel;
  /** `detail` for the body `{"detail": text}` that the framework has instead of an OperationOutcome. */
  readonly form?: 'detail';
}

interface Entry {
  readonly on: readonly Interaction[];
  readonly basis: Basis;
  /** What the rule says, in one sentence of our own. */
  readonly statement: string;
  readonly source: Source;
  readonly since: Edition;
  /** The first edition in which the rule no longer holds. */
  readonly until?: Edition;
  /** The validation under which it holds; both where there is none. */
  readonly validation?: Validation;
  /** The rows of the domain fact sheet that this entry covers. */
  readonly covers?: readonly string[];
  /** The decision record that settles an ambiguity, by its number. */
  readonly decision?: string;
  /** The rule of the edition before that this one takes the place of: together they are one change. */
  readonly replaces?: string;
  /** What a client has to change, or may, once this rule holds; of a rule without a successor, once it has ended. */
  readonly clientChange?: string;
}

type RefusingRule = Entry & { readonly stage: 'guard' | 'refusal'; readonly outcome: Outcome };
type ShapingRule = Entry & { readonly stage: Exclude<Stage, 'guard' | 'refusal'>; readonly outcome?: never };
export type Rule = RefusingRule | ShapingRule;

/** One topic of the table: rule id to entry. The order of the keys is the order in which rules are asked. */
export type Topic = Readonly<Record<string, Rule>>;
