// The EHR host, a scope of its own below /auth: tokens, consent, introspection. It refuses in OAuth's words.
import type { FastifyInstance } from 'fastify';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { FaceOptions } from '../http/face-options.ts';
import { alterAnswers } from '../http/hooks/alteration.ts';
import { injectFaults } from '../http/hooks/inject-faults.ts';
import { persistBeforeAnswering, type WriteFailure } from '../http/hooks/persist.ts';
import { recorder } from '../http/hooks/record-exchanges.ts';
import { receiveRequests } from '../http/receive.ts';
import { unknownPath } from '../http/unknown-path.ts';
import { registerAuthorize } from './authorization-endpoint.ts';
import type { Clients } from './clients.ts';
import { registerIntrospection, registerToken } from './token-endpoint.ts';

interface EhrOptions extends FaceOptions {
  readonly clients: Clients | undefined;
}

const writeFailure: WriteFailure = {
  readingPosts: /^\/auth\/introspect/,
  type: 'application/json; charset=utf-8',
  body: (message) => ({ error: 'server_error', error_description: message }),
};

/** The rules behind an answer: the EHR host has no OperationOutcomes, and no trace. */
const tokenRules = (url: string, status: number): readonly RuleId[] => {
  if (url.startsWith('/auth/introspect')) return ['access/introspection'];
  if (!url.startsWith('/auth/token')) return [];
  return status < 400 ? ['access/client-credentials', 'access/scope-granted'] : ['access/token-errors'];
};

/** Makes the plugin, to be registered with the prefix /auth. Its paths are served with and without a slash at the end. */
export const ehrHost =
  (options: EhrOptions) =>
  (app: FastifyInstance, _options: object, done: () => void): void => {
    const { worlds, tokens, clients } = options;
    receiveRequests(app, options);
    persistBeforeAnswering(app, options.persistence, writeFailure);
    alterAnswers(app, options.alteration);
    injectFaults(app, recorder(options.journal, options.now, tokenRules), options.delay);
    app.setNotFoundHandler(unknownPath(tokens));
    registerToken(app, worlds, tokens, clients);
    registerAuthorize(app, worlds, tokens, clients);
    registerIntrospection(app, tokens);
    app.get('/smart-style.json', (_request, reply) =>
      reply.send({ color_background: '#ffffff', color_text: '#1c2733', color_highlight: '#1f6f5c' }),
    );
    done();
  };
