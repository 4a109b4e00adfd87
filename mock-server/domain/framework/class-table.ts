// The classes of FHIR R4 as the framework has them, read from the generated table when the first one is asked for.
import { classLines } from './classes.ts';

export interface Field {
  /** Its name in JSON. */
  readonly name: string;
  /** Its name in Python, under which it is taken as well. */
  readonly pythonName: string;
  /** A type of FHIR: a primitive in small letters, or a class. */
  readonly type: string;
  readonly isList: boolean;
  /** Asked for in its turn; required primitives are asked for before all fields. */
  readonly isRequired: boolean;
}

/** The fields of a choice of types, of which one at most may be there. */
interface Choice {
  readonly names: readonly string[];
  readonly isRequired: boolean;
}

export interface Class {
  readonly name: string;
  readonly module: string;
  readonly fields: readonly Field[];
  readonly requiredPrimitives: readonly Field[];
  readonly choices: readonly Choice[];
}

/** The type of what stands beside a primitive under its name with an underscore. */
export const primitiveExtension = 'FHIRPrimitiveExtension';

interface Member {
  readonly name: string;
  readonly types: readonly string[];
  readonly isList: boolean;
  readonly isRequired: boolean;
}

/** Words of Python that cannot be names of members. */
const pythonWords = ['assert', 'class', 'for', 'from', 'global', 'import'];

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const isPrimitive = (type: string): boolean => /^[a-z]/.test(type);

const memberOf = (text: string): Member => {
  const [, name = '', types = '', list, required] = /^([^:]+):([^*!]*)(\*?)(!?)$/.exec(text) ?? [];
  return { name, types: types.split(','), isList: list === '*', isRequired: required === '!' };
};

const isChoice = ({ name }: Member): boolean => name.endsWith('[x]');

/** The extension of a primitive: no field of its own for ids, nor for anything of the class Extension. */
const extensionOf = (field: Field, className: string): readonly Field[] =>
  !isPrimitive(field.type) || field.name === 'id' || className === 'Extension'
    ? []
    : [
        {
          ...field,
          name: `_${field.name}`,
          pythonName: `${field.name}__ext`,
          type: primitiveExtension,
          isRequired: false,
        },
      ];

const fieldsOf = ({ name, types, isList, isRequired }: Member): readonly Field[] =>
  types.map((type) => {
    const full = name.endsWith('[x]') ? name.slice(0, -'[x]'.length) + capitalize(type) : name;
    const pythonName = pythonWords.includes(full) ? `${full}_fhir` : full;
    return { name: full, pythonName, type, isList, isRequired: isRequired && types.length === 1 && !isPrimitive(type) };
  });

const byPythonName = (one: Field, other: Field): number => (one.pythonName < other.pythonName ? -1 : 1);

const comments: Field = {
  name: 'fhir_comments',
  pythonName: 'fhir_comments',
  type: 'comments',
  isList: false,
  isRequired: false,
};

const special: readonly Class[] = [
  {
    name: primitiveExtension,
    module: 'fhirprimitiveextension',
    fields: [
      comments,
      { name: 'id', pythonName: 'id', type: 'string', isList: false, isRequired: false },
      { name: 'extension', pythonName: 'extension', type: 'Extension', isList: true, isRequired: false },
    ],
    requiredPrimitives: [],
    choices: [],
  },
];

const classOfLine = (line: string, classes: ReadonlyMap<string, Class>): Class => {
  const [name = '', module = '', base = '', ...texts] = line.split(' ');
  const members = texts.map(memberOf);
  const own = members.flatMap(fieldsOf).toSorted(byPythonName);
  const parent = classes.get(base);
  const isBare = name === 'Extension';
  const required = members.filter((one) => one.isRequired && !isChoice(one)).map((one) => one.name);
  const choices = members.filter(isChoice).map((member) => ({
    names: fieldsOf(member)
      .map((field) => field.name)
      .toSorted(),
    isRequired: member.isRequired,
  }));
  return {
    name,
    module,
    fields: [...(parent?.fields ?? [comments]), ...own.flatMap((field) => [field, ...extensionOf(field, name)])],
    requiredPrimitives: own.filter((field) => !isBare && isPrimitive(field.type) && required.includes(field.name)),
    choices: choices.toSorted((one, other) => ((one.names[0] ?? '') < (other.names[0] ?? '') ? -1 : 1)),
  };
};

let table: ReadonlyMap<string, Class> | undefined;

/** A class needs the one that it extends, so those that extend nothing come first. */
const readTable = (): ReadonlyMap<string, Class> => {
  const classes = new Map(special.map((one) => [one.name, one]));
  let waiting: readonly string[] = classLines.trim().split('\n');
  while (waiting.length > 0) {
    const later: string[] = [];
    for (const line of waiting) {
      const [name = '', , base = ''] = line.split(' ', 3);
      if (base === '-' || classes.has(base)) classes.set(name, classOfLine(line, classes));
      else later.push(line);
    }
    waiting = later.length < waiting.length ? later : [];
  }
  return classes;
};

/** The class of a name, or undefined. */
export const classNamed = (name: string): Class | undefined => {
  table ??= readTable();
  return table.get(name);
};
