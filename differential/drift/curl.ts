// A script as curl commands that a shell runs as they stand, given BASE and TOKEN, and EHR where a token is asked for.
import {
  castOf,
  createdTypeOf,
  isIdNeeded,
  isOfEhr,
  type Call,
  type Script,
  resolvedText,
  withTexts,
} from '../requests/index.ts';
import type { Target } from '../../targets/index.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A text in which shell variables stand for ids, quoted so that only they are filled in. */
const withVariables = (text: string): string =>
  quoted(text).replace(/<ID(\d+)>/g, (_whole, number: string) => `'"$ID${number}"'`);

const ofPatient = (id: string | undefined): string => (id === undefined ? '' : ` of the patient ${id}`);

const authorization = ({ bearer }: Call): readonly string[] => {
  if (bearer === 'none') return [];
  if (bearer === 'usual') return ['-H "Authorization: Bearer $TOKEN"'];
  const token = 'text' in bearer ? bearer.text : `<a token for ${bearer.scope}${ofPatient(bearer.patient)}>`;
  return [`-H ${quoted(`Authorization: Bearer ${token}`)}`];
};

const bodyOf = ({ body }: Call): readonly string[] => {
  if (body === undefined) return [];
  return [`-d ${withVariables(typeof body === 'string' ? body : JSON.stringify(body))}`];
};

const commandOf = (call: Call): string =>
  [
    'curl -si -g',
    ...(call.method === 'GET' ? [] : [`-X ${call.method}`]),
    `"${isOfEhr(call) ? '$EHR' : '$BASE'}"${withVariables(call.path)}`,
    ...authorization(call),
    ...Object.entries(call.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...bodyOf(call),
  ].join(' ');

/** The sed command that finds the id in a location header. */
const idOf = (type: string): string => `tr -d '\\r' | sed -n 's#^[Ll]ocation:.*${type}/\\([^/?]*\\).*#\\1#p'`;

/** The commands, one a line; what a later one needs of an earlier one is kept in a variable. */
export const curlOf = (script: Script, { cast, day }: Target): string => {
  const names = {
    ...castOf({
      ...cast,
      canvasBot: cast.canvasBot === '' ? '<id of the Canvas Bot>' : cast.canvasBot,
      clinicNumber: cast.clinicNumber === '' ? '<number of the clinic>' : cast.clinicNumber,
    }),
    'client.id': '<client id>',
    'client.secret': '<client secret>',
  };
  return script.calls
    .map((call, position) => {
      const known = withTexts(call, (text) =>
        resolvedText(text, names, day, (number, path) =>
          path === 'location' ? `<ID${number}>` : `<${path} of answer ${number + 1}>`,
        ),
      );
      const command = commandOf(known);
      return isIdNeeded(script, position) ? `ID${position}=$(${command} | ${idOf(createdTypeOf(call))})` : command;
    })
    .join('\n');
};
