// What the tags of a scenario, or of a Gherkin Rule, say.

interface Tagged {
  readonly tags: readonly { readonly name: string }[];
}

/** The values of the tags of one kind: `@needs:clock` gives `clock`. */
export const tagsOf = ({ tags }: Tagged, kind: string): readonly string[] => [
  ...new Set(tags.flatMap(({ name }) => (name.startsWith(`@${kind}:`) ? [name.slice(kind.length + 2)] : []))),
];

/** The ids of the rules that it is tagged with. */
export const ruleIdsOf = (tagged: Tagged): readonly string[] => tagsOf(tagged, 'rule');
