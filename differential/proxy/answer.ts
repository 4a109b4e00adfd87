// How the proxy begins an answer: as the live side began it, or, where there is none that can be passed on, in its own words.
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { passingHeaders } from './headers.ts';

/** An answer of the proxy itself: the live side gave none. */
export const refuse = (response: ServerResponse, status: number, text: string): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const issue = [{ severity: 'error', code: 'transient', details: { text } }];
  // The reason phrase is named: that of the live side may be what could not be written.
  response.writeHead(status, STATUS_CODES[status] ?? '', {
    'content-type': 'application/fhir+json',
    'x-canvas-harness-proxy': 'no live answer',
  });
  response.end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
};

/** Begins an answer as the live side began its own; in words why that cannot be written, if so. */
export const beginAs = (answer: IncomingMessage, response: ServerResponse): string | undefined => {
  try {
    response.writeHead(answer.statusCode ?? 0, answer.statusMessage, passingHeaders(answer.rawHeaders));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
