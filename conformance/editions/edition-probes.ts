// The probes: each asks a server something by which one can see whether a rule that not every edition has holds there.
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Answer, Found, ProbeTarget } from './probe-target.ts';

/** What a probe has seen; `holds` is undefined where the server did not show it either way. */
export interface Sight {
  readonly holds: boolean | undefined;
  readonly seen: string;
}

export interface Probe {
  readonly rule: RuleId;
  /** What is asked, in words. */
  readonly asks: string;
  readonly look: (target: ProbeTarget) => Promise<Sight>;
}

const unseen = (seen: string): Sight => ({ holds: undefined, seen });

// A type and a reason that no instance has: a body with them is refused whatever else is right or wrong with it.
const noCode = 'canvas-harness-no-such-code';

const bodyWith = ({ practitioner, patient, location }: Found, members: object): object => ({
  resourceType: 'Appointment',
  status: 'proposed',
  appointmentType: { coding: [{ system: 'INTERNAL', code: noCode }] },
  reasonCode: [{ coding: [{ system: 'INTERNAL', code: noCode }] }],
  supportingInformation: location === undefined ? [] : [{ reference: `Location/${location}` }],
  start: '2031-03-04T15:00:00Z',
  end: '2031-03-04T15:30:00Z',
  participant: [
    { actor: { reference: `Practitioner/${practitioner ?? ''}` }, status: 'accepted' },
    ...(patient === undefined ? [] : [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }]),
  ],
  ...members,
});

const inWords = ({ status, text }: Answer): string => `${status}${text === '' ? '' : ` "${text}"`}`;

/** A probe that posts a body which every edition refuses, and looks how. */
const refusal = (
  rule: RuleId,
  asks: string,
  members: (found: Found) => object,
  holds: (answer: Answer) => boolean | undefined,
): Probe => ({
  rule,
  asks,
  look: async ({ postRefused, found }) => {
    if (found.practitioner === undefined) return unseen('no practitioner was found to name in a body');
    const answer = await postRefused(bodyWith(found, members(found)));
    return { holds: holds(answer), seen: inWords(answer) };
  },
});

const saysNothingElse = (answer: Answer, isHere: boolean, isElsewhere: boolean): boolean | undefined =>
  isHere ? true : isElsewhere && answer.status >= 400 ? false : undefined;

const oldType = /type does not exist with system/i;
const newType = /type does not exist with code/i;
const isTypeRefusal = ({ text }: Answer): boolean => oldType.test(text) || newType.test(text);

const refusals: readonly Probe[] = [
  refusal(
    'interaction/required-members',
    'a create without supportingInformation, of a type that does not exist',
    () => ({ supportingInformation: undefined }),
    (answer) => saysNothingElse(answer, answer.status === 400, isTypeRefusal(answer)),
  ),
  refusal(
    'appointment-type/code-must-exist',
    'how a type that does not exist is refused',
    () => ({}),
    (answer) => saysNothingElse(answer, newType.test(answer.text), oldType.test(answer.text)),
  ),
  refusal(
    'participant/status-is-accepted',
    'a create with the participant status tentative, of a type that does not exist',
    ({ practitioner = '' }) => ({
      participant: [{ actor: { reference: `Practitioner/${practitioner}` }, status: 'tentative' }],
    }),
    (answer) => saysNothingElse(answer, answer.status === 400, isTypeRefusal(answer)),
  ),
];

interface Searchset {
  readonly total?: number;
  readonly entry?: readonly { readonly resource?: { readonly extension?: readonly { readonly url?: string }[] } }[];
}

const searchset = ({ body }: Answer): Searchset => body ?? {};

const totalOf = (answer: Answer): number | undefined => (answer.status === 200 ? searchset(answer).total : undefined);

const notes: Probe = {
  rule: 'read/no-metadata',
  asks: 'whether appointments are shown without an extension',
  look: async ({ get }) => {
    const { entry = [] } = searchset(await get('/Appointment?_count=100'));
    const withPatient = entry.filter(({ resource }) => JSON.stringify(resource).includes('Patient/'));
    if (withPatient.length === 0) return unseen('there is no appointment with a patient to look at');
    const extended = withPatient.filter(({ resource }) =>
      resource?.extension?.some(({ url = '' }) => url.includes('note-id')),
    );
    return {
      holds: extended.length === 0,
      seen: `${extended.length} of ${withPatient.length} appointments show a note`,
    };
  },
};

const notEqual: Probe = {
  rule: 'search/date-not-equal',
  asks: 'a search with the prefix ne',
  look: async ({ get }) => {
    const answer = await get('/Appointment?date=ne2031-03-04&_count=1');
    return { holds: answer.status === 200 ? true : answer.status === 400 ? false : undefined, seen: inWords(answer) };
  },
};

/** Whether a spelling of the parameter finds practitioners that a search without it does not. */
const widening = (rule: RuleId, name: string): Probe => ({
  rule,
  asks: `whether ${name} finds more practitioners`,
  look: async ({ get }) => {
    const [usual, all] = [totalOf(await get('/Practitioner')), totalOf(await get(`/Practitioner?${name}=true`))];
    if (usual === undefined || all === undefined) return unseen('the search was not answered');
    if (all > usual) return { holds: true, seen: `${all} instead of ${usual}` };
    return unseen(`${all} as without it: either the server ignores it or there are no others`);
  },
});

/** How many appointments there are, and how many of them a search finds; undefined where one was not answered. */
const foundBy = async ({ get }: ProbeTarget, query: string): Promise<readonly (number | undefined)[]> => [
  totalOf(await get('/Appointment?_count=1')),
  totalOf(await get(`/Appointment?${query}&_count=1`)),
];

const byIdentifier: Probe = {
  rule: 'search/identifier',
  asks: 'whether a search for an identifier that nothing has finds nothing',
  look: async (target) => {
    const [all, some] = await foundBy(target, `identifier=${noCode}`);
    if (all === undefined || some === undefined) return unseen('the search was not answered');
    if (all === 0) return unseen('there is no appointment that could be found');
    return { holds: some === 0, seen: `${some} of ${all} appointments` };
  },
};

const byWholeSystem: Probe = {
  rule: 'search/appointment-type-token',
  asks: 'whether appointment-type takes system| for any code of it',
  look: async (target) => {
    const [all, some] = await foundBy(target, 'appointment-type=http%3A%2F%2Fsnomed.info%2Fsct%7C');
    if (some !== undefined && some > 0 && all !== some) return { holds: true, seen: `${some} of ${String(all)}` };
    return unseen(`${String(some)} of ${String(all)} appointments, which may have other reasons`);
  },
};

interface Statement {
  readonly rest?: readonly {
    readonly resource?: readonly {
      readonly type?: string;
      readonly searchParam?: readonly { readonly name?: string }[];
    }[];
  }[];
}

/** Whether the CapabilityStatement lists a search parameter. */
const offering = (rule: RuleId, type: string, name: string): Probe => ({
  rule,
  asks: `whether the CapabilityStatement offers ${name} on ${type}`,
  look: async ({ get }) => {
    const { body } = await get('/metadata');
    const { searchParam } =
      (body as Statement | undefined)?.rest?.[0]?.resource?.find((resource) => resource.type === type) ?? {};
    if (searchParam === undefined || searchParam.length === 0) return unseen(`it lists no parameters of ${type}`);
    const isListed = searchParam.some((parameter) => parameter.name === name);
    return { holds: isListed, seen: isListed ? 'it does' : 'it does not' };
  },
});

/** The probes, those that only read first. */
export const probes: readonly Probe[] = [
  offering('search/identifier', 'Appointment', 'identifier'),
  offering('practitioner/include-non-schedulable', 'Practitioner', 'include-non-schedulable-practitioners'),
  offering('practitioner/include-non-scheduleable', 'Practitioner', 'include-non-scheduleable-practitioners'),
  notes,
  notEqual,
  widening('practitioner/include-non-schedulable', 'include-non-schedulable-practitioners'),
  widening('practitioner/include-non-scheduleable', 'include-non-scheduleable-practitioners'),
  byIdentifier,
  byWholeSystem,
  ...refusals,
];
