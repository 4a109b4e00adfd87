// `--setting name=value`, which the mock and the proxy share.
import { InvalidArgumentError, Option } from 'commander';

/** Settings of an instance, by name. */
export type Settings = Readonly<Record<string, unknown>>;

const valueOf = (text: string): unknown => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
};

/** `name=value`, several of them separated by commas or by repeating the option. */
const setting = (text: string, settings: Settings = {}): Settings => {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const bad = pairs.find((pair) => pair.length !== 2 || pair[0] === '');
  if (bad !== undefined) throw new InvalidArgumentError('It has to be name=value, for example doubleBooking=forbid.');
  return { ...settings, ...Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim(), valueOf(value)])) };
};

export interface SettingOption {
  readonly setting?: Settings;
}

/** Settings of the instance. */
export const settingOption = (): Option =>
  new Option('-s, --setting <name=value>', 'a setting of the instance; may be repeated')
    .env('CANVAS_MOCK_SETTINGS')
    .argParser(setting);
