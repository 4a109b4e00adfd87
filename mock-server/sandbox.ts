// Import it beside the step library, and nock plays the sandbox https://fumage-example.canvasmedical.com: no port, no network.
import nock from 'nock';
import { mockCanvas } from './nock.ts';

nock.disableNetConnect();
mockCanvas({ instance: 'example', clients: { 'sandbox-client': 'sandbox-secret' } });
