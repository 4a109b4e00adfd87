// The table of a step as rows: an element path, a parameter or a name, and the cell beside it.
import type { DataTable } from '@cucumber/cucumber';

export type Row = readonly [path: string, cell: string];

export const rowsOf = (table: DataTable): readonly Row[] => table.raw().map(([path = '', cell = '']) => [path, cell]);
