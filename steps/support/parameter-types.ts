// The parameter types of the step phrases.
import { defineParameterType } from '@cucumber/cucumber';
import { theAppointment } from './world.ts';

defineParameterType({
  name: 'appointment',
  regexp: /the appointment|appointment "([^"]+)"/,
  transformer: (name: string | undefined) => name ?? theAppointment,
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
