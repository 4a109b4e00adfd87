// The clients of the EHR host: who they are, and how they show it.

/** A client that is registered: with a secret, or without one as a public client; with the addresses it may be sent back to. */
interface Client {
  readonly secret?: string;
  /** Compared to the letter. Without any, every address is taken. */
  readonly redirectUris?: readonly string[];
}

/** Client ids and their secrets or more. Without any, every client is known. */
export type Clients = Readonly<Record<string, string | Client>>;

export interface Credentials {
  readonly id: string;
  readonly secret: string;
}

/** The client's id and secret, from the form or from a Basic authorization header. */
export const credentialsOf = (form: URLSearchParams, authorization: string | undefined): Credentials => {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
};

/** Whether the form says of the client what the credentials say, or nothing. */
export const isToldBy = (form: URLSearchParams, { id, secret }: Credentials): boolean =>
  (form.get('client_id') ?? id) === id && (form.get('client_secret') ?? secret) === secret;

/** RFC 6749, A.1: an id is of visible ASCII. Others would look like the id of somebody else. */
const idForm = /^[ -~]+$/;

/** The client of an id; undefined for a stranger, where there are only known ones. */
export const clientOf = (id: string, clients: Clients | undefined): Client | undefined => {
  if (!idForm.test(id)) return undefined;
  if (clients === undefined) return {};
  const known = Object.hasOwn(clients, id) ? clients[id] : undefined;
  return typeof known === 'string' ? { secret: known } : known;
};

/** Whether a client has shown its secret: the registered one or, where no clients are registered, any. */
export const isAuthentic = ({ id, secret }: Credentials, clients: Clients | undefined): boolean => {
  const client = clientOf(id, clients);
  if (client === undefined || secret === '') return false;
  return clients === undefined || client.secret === secret;
};

/** Whether a client may come without a secret. What it asks for has to be bound to it in another way. */
export const isPublic = ({ id, secret }: Credentials, clients: Clients | undefined): boolean => {
  const client = clientOf(id, clients);
  return client !== undefined && secret === '' && client.secret === undefined;
};
