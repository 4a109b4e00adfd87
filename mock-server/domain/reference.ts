// References: which type and id a reference text points at.

interface Target {
  readonly type: string;
  /** '' where a type is named without an id. */
  readonly id: string;
}

/** The type that a reference like `Type/id` names. */
export const typeOfReference = (reference: string): string => {
  const end = reference.indexOf('/');
  return end < 0 ? reference : reference.slice(0, end);
};

/** What `Type/id`, `http://host/Type/id` or `Type/id/_history/n` points at. */
const targetOf = (reference: string): Target => {
  const path = reference.replace(/^https?:\/\/[^/]+\//, '').replace(/\/_history\/[^/]*$/, '');
  const type = typeOfReference(path);
  return { type, id: path.slice(type.length + 1).trim() };
};

/** What the texts of some references point at; one without a text is left out. */
export const targetsOf = (references: readonly (string | undefined)[]): readonly Target[] =>
  references.filter((reference) => reference !== undefined).map(targetOf);

/** The id of the first target of a type: '' where it was left blank, undefined where there is none. */
export const firstIdOf = (type: string, targets: readonly Target[]): string | undefined =>
  targets.find((target) => target.type === type)?.id;

/** The ids of all targets of a type, blank ones left out. */
export const idsOf = (type: string, targets: readonly Target[]): readonly string[] =>
  targets.filter((target) => target.type === type && target.id !== '').map(({ id }) => id);
