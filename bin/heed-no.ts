// Variables that stand for options without a value.
import type { Command } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { switchIn } from '../schemas/yes-or-no.ts';

const isSwitchedOn = (variable: string, text: string): boolean => {
  const says = switchIn(variable, text);
  if ('fault' in says) throw new Stop('usage', says.fault);
  return says.isOn;
};

/** A variable that switches an option on does not do so where it says no. Throws a `Stop` where it says neither yes nor no. */
export const heedNo = (command: Command): void => {
  for (const option of command.options) {
    if (option.envVar === undefined || !option.isBoolean()) continue;
    const text = process.env[option.envVar];
    if (text !== undefined && !isSwitchedOn(option.envVar, text)) Reflect.deleteProperty(process.env, option.envVar);
  }
  command.commands.forEach(heedNo);
};
