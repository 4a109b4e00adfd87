// The one place that opens what the mock is compared with: a server, or a recording of one.
export { isHidden, openRecording } from './recording.ts';
export { endOf, canLeaveRecords, openServer } from './server.ts';
