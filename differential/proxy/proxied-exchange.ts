// What has passed the proxy: one request with the live answer to it, as far as it could be kept.

export interface ProxiedExchange {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query, as the application asked. */
  readonly url: string;
  /** Names in small letters. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: Buffer;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: Buffer;
  /** True where a body was longer than what is kept of one. */
  readonly isCut: boolean;
  /** The writes that were under way at the same time. */
  readonly overlapped: ReadonlySet<PendingRequest>;
}

/** A request that is under way. */
export interface PendingRequest {
  readonly method: string;
  readonly url: string;
}

/** True for what changes nothing. */
export const isSafe = ({ method, url }: PendingRequest): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) || /\/_search\/?(\?|$)/.test(url) || url.startsWith('/auth/');
