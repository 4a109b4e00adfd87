// `--setting name=value`, which the mock and the proxy share.
import { InvalidArgumentError, Option } from 'commander';
import { defaultSettings } from '../schemas/canvas/settings.ts';
import { settingsSchema } from '../schemas/canvas/settings-schema.ts';
import { yesOrNo } from '../schemas/yes-or-no.ts';

/** Settings of an instance, by name. */
export type Settings = Readonly<Record<string, unknown>>;

const isYesOrNo = (name: string): boolean =>
  Object.entries(settingsSchema.properties).some(
    ([known, schema]) => known === name && 'type' in schema && schema.type === 'boolean',
  );

const valueOf = (name: string, text: string): unknown => {
  if (isYesOrNo(name)) return yesOrNo(text) ?? text;
  return /^\d+$/.test(text) ? Number(text) : text;
};

/** `name=value`, several of them separated by commas or by repeating the option. */
const setting = (text: string, settings: Settings = {}): Settings => {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const bad = pairs.find((pair) => pair.length !== 2 || pair[0] === '');
  if (bad !== undefined) throw new InvalidArgumentError('It has to be name=value, for example doubleBooking=forbid.');
  const named = pairs.map(([name = '', value = '']) => [name.trim(), value] as const);
  return { ...settings, ...Object.fromEntries(named.map(([name, value]) => [name, valueOf(name, value)])) };
};

export interface SettingOption {
  readonly setting?: Settings;
}

/** Settings of the instance. */
export const settingOption = (): Option =>
  new Option('-s, --setting <name=value>', 'a setting of the instance; may be repeated')
    .env('CANVAS_MOCK_SETTINGS')
    .argParser(setting);

/** What a setting may be, in a few words. */
const valuesOf = (schema: object): string => {
  if ('enum' in schema && Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if ('minimum' in schema && 'maximum' in schema) return `${String(schema.minimum)} to ${String(schema.maximum)}`;
  return 'type' in schema && schema.type === 'boolean' ? 'true | false' : 'a name, such as Europe/Berlin';
};

/** The settings, each with its values and its meaning, for the help of a command. */
export const settingsHelp = (): string => {
  const lines = Object.entries(settingsSchema.properties).map(([name, schema]) => {
    const usual = String(defaultSettings[name as keyof typeof defaultSettings]);
    return `  ${name}=${valuesOf(schema)}\n      ${schema.description} (default: ${usual})`;
  });
  return ['', 'Settings, as --setting name=value:', ...lines].join('\n');
};
