// Judges what a client does where something goes wrong.
import { isObject, objectsIn } from '../../../schemas/json.ts';
import { isWrite, lineOf, routeOf } from '../calls.ts';
import { judgedBy, notExercised, type Context, type Ending, type Finding, type Judge } from '../judging.ts';
import type { Recorded } from '../../traffic/index.ts';

/** The texts of a refusal. */
const textsIn = ({ answer }: Recorded): readonly string[] =>
  isObject(answer)
    ? objectsIn(answer['issue']).flatMap(({ details }) =>
        isObject(details) && typeof details['text'] === 'string' ? [details['text']] : [],
      )
    : [];

/** A text as it may be printed: white space, quotes and escapes do not count. */
const printed = (text: string): string =>
  text
    .replace(/\\[nrt]|[\s"'\\`]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .toLowerCase();

const judgeRefusalText: Judge = (calls, { ending }) => {
  if (ending === undefined) return notExercised;
  const refused = calls.filter((call) => isWrite(call) && call.status === 422 && textsIn(call).length > 0);
  const output = printed(ending.output);
  const findings = refused
    .filter((call) => !textsIn(call).some((text) => output.includes(printed(text))))
    .filter(() => ending.exitCode === 0 || output !== '')
    .map((call): Finding => ({
      what: `${lineOf(call)}: its text does not come out`,
      calls: [call],
      expected: textsIn(call)[0],
      actual: ending.output.trim() === '' ? '(no output)' : ending.output.trim().slice(-400),
    }));
  const shown = refused.filter((call) => textsIn(call).some((text) => output.includes(printed(text))));
  return judgedBy(shown, findings);
};

/** What the runtimes of the field print where nobody has caught an error. */
const traces = [
  /^\s+at .*[(:/].*:\d+(:\d+)?\)?$/m,
  /Traceback \(most recent call last\)/,
  /Exception in thread/,
  /^Unhandled|UnhandledPromiseRejection|Uncaught/m,
  /Unexpected token|Unexpected end of (JSON )?input|is not valid JSON|JSONDecodeError|Expecting value: line/,
  /\b(SyntaxError|TypeError|NullPointerException|KeyError|AttributeError|JsonParseException|JsonSyntaxException)\b/,
  /goroutine \d+ \[|panic:|thread '.*' panicked/,
  /jq: error|parse error:/,
];

const traceIn = (output: string): string | undefined =>
  traces.map((trace) => trace.exec(output)?.[0].trim()).find((found) => found !== undefined);

/** How a client has not survived, in words; undefined where it has. */
export const breakdown = ({ exitCode, hasHung, output }: Ending): string | undefined => {
  if (hasHung) return 'the client does not end';
  const trace = exitCode === 0 ? undefined : traceIn(output);
  return trace === undefined
    ? undefined
    : `the client ends with an error that it has not caught: ${trace.slice(0, 160)}`;
};

const isGet = (call: Recorded): boolean => ['read', 'search'].includes(routeOf(call).kind);

const isSame = (one: Recorded, other: Recorded): boolean => one.method === other.method && one.path === other.path;

/** Whether the client ends in the same way where nothing goes wrong: then that is no fault of this world. */
const canFailAnyway = ({ control }: Context): boolean => control?.ending !== undefined && control.ending.exitCode !== 0;

/**
 * Judges how a client lives with a failure of a read or a search. It is kept where the request was repeated with success,
 * or where the client that ran ended in words; the traffic alone can show no fault.
 */
const judgeSurvival =
  (isFailure: (call: Recorded, context: Context) => boolean): Judge =>
  (calls, context) => {
    const { ending } = context;
    const failed = calls.filter((call) => isGet(call) && isFailure(call, context));
    if (failed.length === 0) return notExercised;
    const wentOn = failed.filter((call) =>
      calls
        .slice(calls.indexOf(call) + 1)
        .some((later) => isSame(later, call) && later.status === 200 && !later.isLost),
    );
    const how = ending === undefined || canFailAnyway(context) ? undefined : breakdown(ending);
    const last = failed.at(-1);
    if (ending === undefined || last === undefined) return judgedBy(wentOn, []);
    if (how === undefined) return canFailAnyway(context) ? judgedBy(wentOn, []) : judgedBy(failed, []);
    const expected = 'the GET again, or an error in words';
    return judgedBy(
      [],
      [{ what: `after ${lineOf(last)} ${how}`, calls: [last], expected, actual: ending.output.trim().slice(-400) }],
    );
  };

const isHtml = ({ answerHeaders, status }: Recorded): boolean =>
  status >= 500 && (answerHeaders['content-type'] ?? '').includes('html');

export const failures = {
  'failures/refusal-text-is-shown': judgeRefusalText,
  'failures/html-error-is-survived': judgeSurvival(isHtml),
  'failures/server-error-is-survived': judgeSurvival((call) => call.status >= 500 && !isHtml(call)),
  'failures/reset-is-survived': judgeSurvival((call) => call.isLost),
  'failures/slow-body-is-survived': judgeSurvival((_call, { world }) => world === 'slow-body'),
} as const;
