// What an application and a server have exchanged, read from wherever it was kept.
export { editionOfJournal, readJournal, readMockJournal, readTraffic } from './read-journal.ts';
export type { Delivered } from './delivered.ts';
export type { Recorded } from './recorded.ts';
export { askMock, mockAddress, noAnswerText, sendToMock } from './ask-mock.ts';
