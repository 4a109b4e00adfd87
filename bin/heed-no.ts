// Variables that stand for options without a value.
import type { Command } from 'commander';

const off = /^(false|0|no|off|)$/i;

/** A variable that switches an option on does not do so where it says no. */
export const heedNo = (command: Command): void => {
  for (const option of command.options)
    if (option.envVar !== undefined && option.isBoolean() && off.test(process.env[option.envVar]?.trim() ?? 'unset'))
      Reflect.deleteProperty(process.env, option.envVar);
  command.commands.forEach(heedNo);
};
