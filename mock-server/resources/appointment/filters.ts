// What each search parameter of Appointment asks of a record.
import type { Contract } from '../../../schemas/contract.ts';
import type { Rejection } from '../../../schemas/outcome.ts';
import type { IdsIn, IdsOf } from '../../../schemas/rules/index.ts';
import type { Instance } from '../../domain/attempt.ts';
import type { AppointmentRecord, CanvasStatus } from '../../../schemas/canvas/record.ts';
import { canvasStatus } from '../../domain/status.ts';
import type { IndexName } from '../../store/appointments.ts';
import { parseDate, type Span } from '../../search/date.ts';
import type { QueryParameter } from '../../search/query.ts';

/** The member must be one of some values; or the start must lie in a span. */
export type Criterion =
  | { readonly member: 'id' | IndexName; readonly values: ReadonlySet<string> }
  | { readonly member: 'identifier'; readonly tokens: readonly string[] }
  | { readonly member: 'start'; readonly span: Span };

type TypeForm = Extract<IdsOf<'filter'>, `search/appointment-type${string}`>;
type FilterId = Exclude<
  IdsOf<'filter'> & IdsIn<'search'>,
  'search/sort' | 'search/date-not-equal' | Exclude<TypeForm, 'search/appointment-type'>
>;
type Filter = (
  value: string,
  instance: Instance,
  contract: Contract,
  noteTypes: NoteTypeCodes,
) => Criterion | Rejection;
type NoteTypeCodes = () => Iterable<{ readonly id: string; readonly system: string; readonly code: string }>;

/** Values separated by commas are alternatives, as everywhere in FHIR search. */
export const alternatives = (value: string): string[] => value.split(',').filter((part) => part !== '');

const referenced = (type: string, value: string): string =>
  value.replace(/^https?:\/\/[^/]+\//, '').replace(new RegExp(`^${type}/`), '');

/** The ids behind references to a type, each as `Type/id`, as a full URL or bare. */
export const ids = (type: string, value: string): ReadonlySet<string> =>
  new Set(alternatives(value).map((reference) => referenced(type, reference)));

/** `code`, `system|code`, `|code` for no system, `system|` for any code of it. */
export const matchesToken = (token: string, system: string, code: string): boolean => {
  const bar = token.indexOf('|');
  if (bar < 0) return token === code;
  const [wantedSystem, wantedCode] = [token.slice(0, bar), token.slice(bar + 1)];
  return wantedSystem === system && (wantedCode === '' || wantedCode === code);
};

type TokenForm = (token: string, system: string, code: string) => boolean;

const isSystemAndCode: TokenForm = (token, system, code) => token === `${system}|${code}`;

/** The forms in which each rule lets a type be named. */
const typeForms: Readonly<Record<TypeForm, TokenForm>> = {
  'search/appointment-type': (token, _system, code) => token === code,
  'search/appointment-type-with-system': isSystemAndCode,
  'search/appointment-type-by-system-and-code': isSystemAndCode,
  'search/appointment-type-token': matchesToken,
};

/** Whether a token names a type in one of the forms that hold. */
const namesType =
  ({ isInForce }: Contract): TokenForm =>
  (token, system, code) =>
    (Object.keys(typeForms) as TypeForm[]).some((rule) => isInForce(rule) && typeForms[rule](token, system, code));

const isStatus = (status: CanvasStatus | undefined): status is CanvasStatus => status !== undefined;

const filters: Readonly<Record<FilterId, { readonly parameter: string; readonly criterion: Filter }>> = {
  'search/id': {
    parameter: '_id',
    criterion: (value) => ({ member: 'id', values: ids('Appointment', value) }),
  },
  'search/appointment-type': {
    parameter: 'appointment-type',
    criterion: (value, _instance, contract, noteTypes) => {
      const tokens = alternatives(value);
      const names = namesType(contract);
      const matching = [...noteTypes()].filter(({ system, code }) =>
        tokens.some((token) => names(token, system, code)),
      );
      return { member: 'noteType', values: new Set(matching.map(({ id }) => id)) };
    },
  },
  'search/identifier': {
    parameter: 'identifier',
    criterion: (value) => ({ member: 'identifier', tokens: alternatives(value) }),
  },
  'search/location': {
    parameter: 'location',
    criterion: (value, instance) => ({
      member: 'location',
      values: new Set([...ids('Location', value)].map((id) => instance.location(id)?.id ?? id)),
    }),
  },
  'search/patient': {
    parameter: 'patient',
    criterion: (value) => ({ member: 'patient', values: ids('Patient', value) }),
  },
  'search/practitioner': {
    parameter: 'practitioner',
    criterion: (value) => ({ member: 'practitioner', values: ids('Practitioner', value) }),
  },
  'search/date': {
    parameter: 'date',
    criterion: (value, _instance, contract) => {
      const span = parseDate(value, contract);
      return 'rule' in span ? span : { member: 'start', span };
    },
  },
  'search/status': {
    parameter: 'status',
    criterion: (value, { settings }) => ({
      member: 'status',
      values: new Set(
        alternatives(value)
          .map((status) => canvasStatus(status, settings))
          .filter(isStatus),
      ),
    }),
  },
};

/** The rule of a search parameter of Appointment. */
export const ruleOfParameter = (name: string): FilterId | undefined =>
  (Object.keys(filters) as FilterId[]).find((rule) => filters[rule].parameter === name);

const distinct = (query: readonly QueryParameter[]): Iterable<QueryParameter> =>
  new Map(query.map((parameter) => [parameter.join('='), parameter])).values();

/** The criteria of a search, all of which must hold; or the first rejection. */
export const parseCriteria = (
  query: readonly QueryParameter[],
  instance: Instance,
  contract: Contract,
  noteTypes: NoteTypeCodes,
): readonly Criterion[] | Rejection => {
  const criteria: Criterion[] = [];
  for (const [name, value] of distinct(query))
    for (const [rule, { parameter, criterion }] of Object.entries(filters)) {
      if (parameter !== name || value === '' || !contract.isInForce(rule as FilterId)) continue;
      const parsed = criterion(value, instance, contract, noteTypes);
      if (!('rule' in parsed)) criteria.push(parsed);
      else if (contract.isInForce(parsed.rule)) return parsed;
    }
  return criteria;
};

/** Whether an instant lies in a span. */
export const isInside = ({ from, to, isOutside = false }: Span, instant: number): boolean =>
  (instant >= from && instant < to) !== isOutside;

const carries = ({ identifiers }: AppointmentRecord, tokens: readonly string[]): boolean =>
  identifiers.some(({ system, value }) => tokens.some((token) => matchesToken(token, system ?? '', value ?? '')));

export const meets = (record: AppointmentRecord, criterion: Criterion): boolean => {
  if (criterion.member === 'start') return isInside(criterion.span, record.start);
  if (criterion.member === 'identifier') return carries(record, criterion.tokens);
  return criterion.values.has(record[criterion.member] ?? '');
};
