// A request that the fuzzer makes up. What only a running mock knows stands in it as a placeholder.

export interface FuzzRequest {
  /** Who answers: the FHIR base, the host that issues tokens, the admin surface, or nobody since the bytes are no request. */
  readonly face: 'fhir' | 'ehr' | 'admin' | 'bytes';
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One character a byte. */
  readonly body?: string;
  /** What is written to the socket as it is, one character a byte, instead of the other members. */
  readonly bytes?: string;
}

/** What placeholders stand for: `{appointment:3}` is the fourth appointment known, beginning again where there are fewer. */
export interface Known {
  readonly world: string;
  readonly aside: string;
  readonly appointment: readonly string[];
  readonly token: readonly string[];
  readonly code: readonly string[];
  readonly refresh: readonly string[];
}

const unknownValue = '00000000-0000-4000-8000-00000000dead';

type Listed = Exclude<keyof Known, 'world' | 'aside'>;

const filled = (text: string, known: Known): string =>
  text
    .replaceAll('{world}', known.world)
    .replaceAll('{aside}', known.aside)
    .replaceAll(/\{(appointment|token|code|refresh):(\d+)\}/g, (_whole, kind: Listed, position: string) => {
      const values = known[kind];
      return values[Number(position) % Math.max(1, values.length)] ?? unknownValue;
    });

/** The request with values in the place of its placeholders. */
export const withValues = (request: FuzzRequest, known: Known): FuzzRequest => ({
  ...request,
  path: filled(request.path, known),
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, filled(value, known)])),
  ...(request.body === undefined ? {} : { body: filled(request.body, known) }),
  ...(request.bytes === undefined ? {} : { bytes: filled(request.bytes, known) }),
});

const shortened = (text: string): string =>
  text.length > 600 ? `${text.slice(0, 600)}… (${text.length} characters)` : text;

/** A request as one or more lines to read. */
export const asText = ({ method, path, headers, body, bytes }: FuzzRequest): string =>
  bytes === undefined
    ? shortened(`${method} ${path} ${JSON.stringify(headers)}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`)
    : shortened(`bytes ${JSON.stringify(bytes)}`);
