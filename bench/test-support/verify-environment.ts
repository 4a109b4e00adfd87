// What `verify` is told of a server that stands for a live one: the credentials, and leave to make whatever it needs.
import { canvasBot, locations } from '../../fixtures/instance.ts';
import type { Environment } from './command.ts';

/** The environment of a run at the level full, without a limit that it would reach. */
export const environmentOfFullRun = (url: string): Environment => ({
  CANVAS_FHIR_BASE_URL: url,
  CANVAS_CLIENT_ID: 'suite',
  CANVAS_CLIENT_SECRET: 'suite-secret',
  CANVAS_LEVEL: 'full',
  CANVAS_MAX_CREATES: '1000',
  CANVAS_RATE: '1000',
  CANVAS_BOT_ID: canvasBot,
  CANVAS_LOCATION_NUMBER: String(locations[0]?.number),
});
