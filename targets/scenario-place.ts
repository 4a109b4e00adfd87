// Where a scenario stands: the name by which a plan and a recording know it.

/** File and line, as `features/status.feature:12` on every platform. */
export const placeOf = ({
  uri,
  location,
}: {
  readonly uri: string;
  readonly location?: { readonly line: number };
}): string => `${uri.replaceAll('\\', '/')}:${location?.line ?? 0}`;
