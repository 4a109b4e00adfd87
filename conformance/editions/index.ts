// The editions of the contract: listed, compared, held against a page, a server or the requests of an application.
export { changesText } from './page-changes.ts';
export { draftsOf, draftText } from './draft.ts';
export { checkPage, dayIn } from './check-page.ts';
export { watchPages, watchText } from './watch.ts';
export { detect, detectionExit, detectionText } from './detect.ts';
export { asMarkdown, asText } from './difference-text.ts';
export { difference } from './difference.ts';
export { editionLines, listedEditions } from './listing.ts';
export { baseUrlFrom, environmentFor } from './server-access.ts';
export { upgradeOf } from './upgrade.ts';
export { upgradeText } from './upgrade-text.ts';
