// The parameter `launch` of an authorization request: base64 of a JSON object that says what a user has open.
import { parsedBody } from '../../schemas/json.ts';

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The patient of a launch context, empty where it names none; undefined where the text is no launch context. */
export const patientOfLaunch = (launch: string | null): string | undefined => {
  if (launch === null || !base64.test(launch)) return undefined;
  const context = parsedBody(Buffer.from(launch, 'base64').toString('utf8'));
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return undefined;
  const patient: unknown = Reflect.get(context, 'patient') ?? '';
  return typeof patient === 'string' ? patient : undefined;
};

/** The patient that a request names: by `patient`, or by `launch` as a context or as a plain id. */
export const patientAskedFor = (parameters: URLSearchParams): string => {
  const launch = parameters.get('launch');
  return (parameters.get('patient') ?? patientOfLaunch(launch) ?? launch ?? '').replace(/^Patient\//, '');
};
