// The probes of editions: those that only read, and then those whose writes are refused.
import type { RuleId } from '../../schemas/rules/index.ts';
import { inWords, unseen, type Probe } from './probe.ts';
import type { Answer, ProbeTarget } from './probe-target.ts';
import { noCode, refusals } from './refused-writes-probes.ts';

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
const probeSpelling = (rule: RuleId, name: string): Probe => ({
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
const probeParameter = (rule: RuleId, type: string, name: string): Probe => ({
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
  probeParameter('search/identifier', 'Appointment', 'identifier'),
  probeParameter('slot/appointment-type-is-bookable', 'Slot', 'appointment-type'),
  probeParameter('practitioner/include-non-schedulable', 'Practitioner', 'include-non-schedulable-practitioners'),
  probeParameter('practitioner/include-non-scheduleable', 'Practitioner', 'include-non-scheduleable-practitioners'),
  notes,
  notEqual,
  probeSpelling('practitioner/include-non-schedulable', 'include-non-schedulable-practitioners'),
  probeSpelling('practitioner/include-non-scheduleable', 'include-non-scheduleable-practitioners'),
  byIdentifier,
  byWholeSystem,
  ...refusals,
];
