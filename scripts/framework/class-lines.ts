// From FHIR R4 StructureDefinitions to the table of classes that the framework's model has, one class a line.

interface ElementType {
  readonly code: string;
  /** Which type of FHIR a type of FHIRPath's system stands for. */
  readonly extension?: readonly { readonly valueUrl?: string }[];
}

interface ElementDefinition {
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly contentReference?: string;
  readonly type?: readonly ElementType[];
}

export interface StructureDefinition {
  readonly resourceType: string;
  readonly name: string;
  readonly type: string;
  readonly kind: string;
  readonly abstract: boolean;
  readonly derivation?: string;
  readonly baseDefinition?: string;
  readonly snapshot: { readonly element: readonly ElementDefinition[] };
}

const lastOf = (text: string, separator: string): string => text.slice(text.lastIndexOf(separator) + 1);

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Appointment.participant is the class AppointmentParticipant. */
const classNameOf = (path: string): string => path.split('.').map(capitalize).join('');

/** The definitions give the id of a resource as a string, the specification as an id. */
const typeNameOf = ({ code, extension = [] }: ElementType, path: string): string => {
  if (!code.startsWith('http:')) return code;
  return path === 'Resource.id' ? 'id' : (extension[0]?.valueUrl ?? 'string');
};

const isInline = ({ type = [] }: ElementDefinition): boolean =>
  ['BackboneElement', 'Element'].includes(type[0]?.code ?? '');

const typesOf = (element: ElementDefinition): string => {
  if (element.contentReference !== undefined) return classNameOf(lastOf(element.contentReference, '#'));
  if (isInline(element)) return classNameOf(element.path);
  const codes = (element.type ?? []).map((type) => typeNameOf(type, element.path));
  return [...new Set(codes)].join(',');
};

/** `name:Type`, with * for a list and ! for what has to be there; a choice as `value[x]:One,Other`. */
const memberOf = (element: ElementDefinition): string => {
  const isList = element.max !== '1';
  const isRequired = (element.min ?? 0) > 0;
  return `${lastOf(element.path, '.')}:${typesOf(element)}${isList ? '*' : ''}${isRequired ? '!' : ''}`;
};

const line = (name: string, module: string, base: string, members: readonly ElementDefinition[]): string =>
  [name, module, base, ...members.map(memberOf)].join(' ');

/** The elements right below a path that the path's own type brings, not one that it extends. */
const ownChildren = (
  elements: readonly ElementDefinition[],
  path: string,
  inherited: ReadonlySet<string>,
): readonly ElementDefinition[] =>
  elements.filter(
    (element) =>
      element.path.startsWith(`${path}.`) &&
      !element.path.slice(path.length + 1).includes('.') &&
      element.max !== '0' &&
      !inherited.has(lastOf(element.path, '.')),
  );

const namesOf = (definition: StructureDefinition): readonly string[] =>
  definition.snapshot.element.filter(({ path }) => path.split('.').length === 2).map(({ path }) => lastOf(path, '.'));

const elementMembers = new Set(['id', 'extension']);
const backboneMembers = new Set([...elementMembers, 'modifierExtension']);

/** The lines of one definition: its own class, and one for each element that has members of its own. */
const linesOf = (
  definition: StructureDefinition,
  byType: ReadonlyMap<string, StructureDefinition>,
): readonly string[] => {
  const { type, baseDefinition = '', snapshot } = definition;
  const base = lastOf(baseDefinition, '/');
  const parent = byType.get(base);
  const module = type.toLowerCase();
  const own = line(type, module, base || '-', ownChildren(snapshot.element, type, new Set(parent && namesOf(parent))));
  const inline = snapshot.element.filter((element) => element.path.includes('.') && isInline(element));
  return [
    own,
    ...inline.map((element) => {
      const kind = element.type?.[0]?.code ?? 'Element';
      const inherited = kind === 'Element' ? elementMembers : backboneMembers;
      return line(classNameOf(element.path), module, kind, ownChildren(snapshot.element, element.path, inherited));
    }),
  ];
};

/** Elements that the package's vendor has added to R4's types, by the path of their type. */
const added: Readonly<Record<string, readonly string[]>> = {
  Meta: ['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment'],
  Binary: ['url'],
  DeviceDefinition: ['bodySite', 'classification'],
  ObservationDefinition: ['publisher'],
  ResearchStudy: [
    ...['associatedParty', 'classifier', 'comparisonGroup', 'descriptionSummary', 'label', 'name', 'outcomeMeasure'],
    ...['progressStatus', 'recruitment', 'region', 'result', 'studyDesign', 'whyStopped'],
  ],
  'ResearchStudy.objective': ['description'],
};

const addedPaths = Object.entries(added).flatMap(([path, names]) => names.map((name) => `${path}.${name}`));

const isAdded = ({ path }: ElementDefinition): boolean =>
  addedPaths.some((one) => path === one || path.startsWith(`${one}.`));

const withoutAdded = (definition: StructureDefinition): StructureDefinition => ({
  ...definition,
  snapshot: { element: definition.snapshot.element.filter((element) => !isAdded(element)) },
});

/** Every class of the definitions, sorted by its name. */
export const classLines = (definitions: readonly StructureDefinition[]): readonly string[] => {
  const kept = definitions
    .filter(
      ({ resourceType, kind, derivation }) =>
        resourceType === 'StructureDefinition' &&
        ['complex-type', 'resource'].includes(kind) &&
        derivation !== 'constraint',
    )
    .map(withoutAdded);
  const byType = new Map(kept.map((definition) => [definition.type, definition]));
  return kept.flatMap((definition) => linesOf(definition, byType)).toSorted();
};
