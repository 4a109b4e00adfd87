// What a register says about a target, as the reports of a run show it.
import type { ProbeNote } from '../verdict/index.ts';
import type { Evidence, Finding } from './finding.ts';
import { currentOf, findingsIn } from './register.ts';

const line = ({ request: { method, path }, answer: { status } }: Evidence): string => `${method} ${path}: ${status}`;

const noteOf = (finding: Finding): ProbeNote => {
  const { id, question, target, edition, at, observed, mock, verdict, reading, undecided, evidence } = finding;
  return {
    id,
    question,
    target,
    edition,
    at,
    observed,
    mock,
    verdict,
    reading,
    undecided: undecided?.reason ?? null,
    evidence: evidence.map(line),
  };
};

/** The notes about a target; about all where none is named, since a mock may have to agree with any of them. */
export const notesOn = (register: string, target: string | undefined): readonly ProbeNote[] =>
  currentOf(findingsIn(register))
    .filter((finding) => target === undefined || finding.target === target)
    .map(noteOf);
