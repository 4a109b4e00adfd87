// Why a scenario is left out although its rule holds: its tags say that it came later, has gone by then, or is of another validation.
import { editionNamed, editionNames, isInForceIn, type Edition } from '../schemas/editions/editions.ts';
import type { Validation } from '../targets/index.ts';

type Tags = readonly { readonly name: string }[];

/** The values of the tags of one kind: `@needs:clock` gives `clock`. */
export const tagged = (tags: Tags, kind: string): string[] =>
  tags.filter(({ name }) => name.startsWith(`@${kind}:`)).map(({ name }) => name.slice(kind.length + 2));

/** The edition of a name. Throws where there is none, and says where the name stands. */
export const editionIn = (text: string, where: string): Edition => {
  const edition = editionNamed(text);
  if (edition !== undefined) return edition;
  throw new Error(`${where}${text} is not an edition; there are ${editionNames.join(', ')}`);
};

/** Why an edition leaves a scenario out: it came later (`@since`), or has gone by then (`@until`). */
export const outsideEdition = (tags: Tags, edition: string): string | undefined => {
  const spans = (['since', 'until'] as const).flatMap((kind) =>
    tagged(tags, kind).map((date) => ({ [kind]: editionIn(date, `@${kind}:`) })),
  );
  const at = editionIn(edition, 'The edition of the target: ');
  return spans.every((span) => isInForceIn(span, at)) ? undefined : `not in the edition of ${edition}`;
};

/** Why a scenario is left out under one way to validate: it is tagged with the other. */
export const otherValidation = (tags: Tags, validation: Validation): string | undefined =>
  tagged(tags, 'validation').every((mode) => mode === validation) ? undefined : `not under ${validation} validation`;
