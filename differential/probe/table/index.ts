// The table of the ambiguities: those that a probe decides, in the order of their numbers, and those that none does.
import type { Ambiguity, Unprobed } from './ambiguity.ts';
import { withCreates } from './with-creates.ts';
import { withoutCreates } from './without-creates.ts';

const placeOf = ({ id }: Pick<Ambiguity, 'id'>): number => Number(/^C(\d+)/.exec(id)?.[1] ?? 100);

export const ambiguities: readonly Ambiguity[] = [...withoutCreates, ...withCreates].toSorted(
  (one, other) => placeOf(one) - placeOf(other),
);

export const unprobed: readonly Unprobed[] = [
  {
    id: 'C2',
    question: 'How does an appointment become entered-in-error?',
    reason: 'only deleting in the chart leads there, and FHIR has no call for it; that no update does is seen at C27',
  },
  {
    id: 'C36',
    question: 'What does the slip in the sentence on omitted members mean?',
    reason: 'a slip of the pen, which later editions mend; nothing that a server does depends on it',
  },
  {
    id: '057/smart-style',
    question: 'Do token answers to client credentials name smart_style_url?',
    reason: 'only the answer that gives the token shows it, and no probe keeps what comes with a token',
  },
];

/** The settings of a mock that no probe tells apart, and what they are for. */
export const otherSettings: Readonly<Record<string, string>> = {
  consent: 'whether the mock shows its own consent page',
  allowedScopes: 'what the application is configured with, which every instance sets for itself',
  smartStyleUrl: 'what comes with a token, which no probe keeps',
  timeZone: 'where the clinic is, which every instance sets for itself',
};
