// What an OperationOutcome says is wrong.

export interface Issue {
  readonly code: string;
  readonly text: string;
}

/** The first issue of an answer; what it does not say is empty. */
export const issueIn = (body: unknown): Issue => {
  const issue = (body as { issue?: { code?: string; details?: { text?: string } }[] } | null | undefined)?.issue?.[0];
  return { code: issue?.code ?? '', text: issue?.details?.text ?? '' };
};
