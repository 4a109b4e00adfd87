// The parameters of a request: those of its URL and, for a search by POST, those of its form.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { QueryParameter } from '../search/query.ts';
import { textOf, type Incoming } from './receive.ts';
import type { Route } from './routing.ts';

const form = 'application/x-www-form-urlencoded';

const parameters = (text: string): QueryParameter[] => (text === '' ? [] : [...new URLSearchParams(text)]);

export const queryOf = (request: Incoming, { byForm }: Route): QueryParameter[] => {
  const { url, headers, world } = request;
  const mark = url.indexOf('?');
  const query = mark < 0 ? [] : parameters(url.slice(mark + 1));
  if (!byForm) return query;
  const isRead = !world.contract.isInForce('validation/search-form') || headers['content-type'] === form;
  return isRead ? [...query, ...parameters(textOf(request))] : query;
};

/** Whether a body is a multipart form that the framework cannot take apart: it names no boundary, or begins with another. */
const isBrokenMultipart = (text: string, contentType: string): boolean => {
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) return false;
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  return boundary === undefined || (text !== '' && !text.replace(/^[\r\n]+/, '').startsWith(`--${boundary}`));
};

/** The rejection of a search by POST whose body is not a form. */
export const formFault = (request: Incoming, { byForm }: Route): Rejection | undefined => {
  const { contract } = request.world;
  if (byForm && contract.validation === 'framework') {
    const isBroken = isBrokenMultipart(textOf(request), request.headers['content-type'] ?? '');
    return isBroken && contract.isInForce('validation/body-is-readable')
      ? reject('validation/body-is-readable', {})
      : undefined;
  }
  if (!byForm || textOf(request) === '') return undefined;
  if (!request.world.contract.isInForce('interaction/body-is-the-resource')) return undefined;
  const contentType = request.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return undefined;
  const problem = `must be a form (${form}), not ${contentType === '' ? 'untyped' : contentType}`;
  return reject('interaction/body-is-the-resource', { where: 'body', problem });
};
