// RFC 6749, 3.1 and 3.2: no parameter may come more than once. Two readers of such a request could read two things.

/** The parameters that decide anything; a page or a client may send others as often as it likes. */
const deciding = [
  'grant_type',
  'response_type',
  'client_id',
  'client_secret',
  'redirect_uri',
  'scope',
  'state',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'refresh_token',
  'launch',
  'aud',
  'patient',
  'decision',
] as const;

/** What is wrong with parameters of which one comes twice, in words; or undefined. */
export const faultOfRepeated = (parameters: URLSearchParams): string | undefined => {
  const repeated = deciding.find((name) => parameters.getAll(name).length > 1);
  return repeated === undefined ? undefined : `${repeated} is given more than once`;
};
