// The parameter types of the step phrases.
import { defineParameterType } from '@cucumber/cucumber';
import { theOne, type Kind, type Named } from './canonical.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

defineParameterType({
  name: 'kind',
  regexp: /appointment|patient/,
  transformer: (kind: string) => capital(kind) as Kind,
});

defineParameterType({
  name: 'record',
  regexp: /the (appointment|patient)|(appointment|patient|practitioner|location) "([^"]+)"/,
  transformer: (only: string | undefined, type = '', name = ''): Named =>
    only === undefined ? { type: capital(type), name } : theOne(capital(only) as Kind),
});

defineParameterType({
  name: 'interaction',
  regexp: /create|read|update|search|request/,
  transformer: (name: string) => name,
});

defineParameterType({
  name: 'method',
  regexp: /GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS/,
  transformer: (name: string) => name,
});

defineParameterType({
  name: 'names',
  regexp: /nothing|"[^"]+"(?:, "[^"]+")*/,
  transformer: (list: string): readonly string[] => [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? ''),
});
