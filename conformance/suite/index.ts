// Choosing scenarios and running them. What the features say is in features.ts, what a run says in messages/.
export { withoutPeople } from './hide-people.ts';
export { offlineEnvironment } from './offline-environment.ts';
export { performRecording, type Recording } from './perform-recording.ts';
export { runSuite, type Format, type SuiteOptions } from './run-suite.ts';
export { checkTags, idsNamed, rulesNamed, tagExpression } from './selection.ts';
export { featureTexts, ruleTexts, wordsIn, wordsOn } from './vocabulary.ts';
