// The parameter types of the step phrases, for cucumber and for whoever reads phrases without running them.
import { theOne, type Kind, type Named } from './canonical.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What people do in the chart, by how a feature says it. */
const chartActions: Readonly<Record<string, string>> = {
  'checks in': 'check-in',
  rooms: 'room',
  'marks as no-show': 'no-show',
  cancels: 'cancel',
  restores: 'restore',
  deletes: 'delete',
};

interface ParameterType {
  readonly name: string;
  readonly regexp: RegExp;
  readonly transformer: (...groups: string[]) => unknown;
}

export const parameterTypes: readonly ParameterType[] = [
  {
    name: 'kind',
    regexp: /appointment|patient/,
    transformer: (kind = '') => capital(kind),
  },
  {
    name: 'record',
    regexp: /the (appointment|patient)|(appointment|patient|practitioner|location) "([^"]+)"/,
    transformer: (only: string | undefined, type = '', name = ''): Named =>
      only === undefined ? { type: capital(type), name } : theOne(capital(only) as Kind),
  },
  {
    name: 'chartAction',
    regexp: /checks in|rooms|marks as no-show|cancels|restores|deletes/,
    transformer: (words = ''): string => chartActions[words] ?? words,
  },
  {
    name: 'interaction',
    regexp: /create|read|update|search|request/,
    transformer: (name) => name,
  },
  {
    name: 'method',
    regexp: /GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS/,
    transformer: (name) => name,
  },
  {
    name: 'names',
    regexp: /nothing|"[^"]+"(?:, "[^"]+")*/,
    transformer: (list = ''): readonly string[] => [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? ''),
  },
];
