// Holds exchanges against an OpenAPI document by an independent validator, openapi-backend.
import { OpenAPIBackend, type AjvCustomizer, type Document } from 'openapi-backend';
import addFormats from 'ajv-formats';
import { parsedBody } from '../../schemas/json.ts';

interface Told {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** A body as the validator wants it: a form as an object. */
const bodySent = ({ method, path, headers, body }: Told): unknown => {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const isOfForm = isForm || (method === 'POST' && /\/_search(\?|$)/.test(path));
  if (!isOfForm) return parsedBody(body);
  const form = new URLSearchParams(body);
  const valueOf = (name: string) => (form.getAll(name).length > 1 ? form.getAll(name) : form.get(name));
  return Object.fromEntries([...form.keys()].map((name) => [name, valueOf(name)]));
};

const withFormats: AjvCustomizer = (ajv) => {
  addFormats.default(ajv);
  return ajv;
};

/** Makes what finds the contradictions between an exchange and a document; none where nothing contradicts it. */
export const contradictionsWith = async (document: object) => {
  const api = new OpenAPIBackend({
    definition: structuredClone(document) as Document,
    // Its check of the document knows OpenAPI 3.0 only; a linter checks that of 3.1.
    quick: true,
    ignoreTrailingSlashes: false,
    coerceTypes: true,
    // A parameter that may be repeated is a list, also where it is sent once.
    ajvOpts: { strict: false, allErrors: true, coerceTypes: 'array' },
    customizeAjv: withFormats,
  });
  await api.init();
  return (told: Told, { status, text }: Answered): readonly string[] => {
    const { method, path, headers } = told;
    const request = { method: method.toLowerCase(), path, headers: { ...headers }, body: bodySent(told) };
    const operation = api.matchOperation(request);
    const where = `${method} ${path} answered ${status}`;
    // A path or method that nobody serves is answered with a refusal, which no operation has.
    if (operation === undefined)
      return [404, 405].includes(status) ? [] : [`${where}: the document has no such operation`];
    if (!Object.hasOwn(operation.responses ?? {}, String(status)))
      return [`${where}: ${operation.operationId ?? ''} has no such status`];
    const faults = api.validateResponse(parsedBody(text), operation, status).errors ?? [];
    const ofRequest = status < 400 ? (api.validateRequest(request, operation).errors ?? []) : [];
    return [
      ...faults.map(({ instancePath, message = '' }) => `${where}: answer${instancePath} ${message}`),
      ...ofRequest.map(({ instancePath, message = '' }) => `${where}: request${instancePath} ${message}`),
    ];
  };
};
