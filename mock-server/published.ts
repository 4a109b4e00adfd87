// The mock as the package gives it. Within the project, index.ts offers more.
export {
  developmentToken,
  recordDefaults,
  startMock,
  type Chart,
  type Mock,
  type MockOptions,
  type WebhookControl,
  type World,
  type Worlds,
} from './index.ts';
