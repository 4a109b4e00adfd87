// What a table of a step expects.
import type { DataTable } from '@cucumber/cucumber';
import { valueOf } from './expectation.ts';
import { rowsOf } from './table.ts';
import type { HarnessWorld } from './world.ts';

/** The paths and values of a table. */
export const expectations = (world: HarnessWorld, table: DataTable): [path: string, expected: unknown][] =>
  rowsOf(table).map(([path, cell]) => [path, valueOf(cell, (text) => world.resolve(text))]);
