// The documents that the rules rest on: what each one is, for a reader who has only its name before him.
import { defaultEdition } from './editions.ts';

/** The page that defines the project: its sentences are known by their checksums. */
export const definingPage = `Appointment page, edition ${defaultEdition}` as const;

/** Name, as `source.document` gives it, to what it is and where it is found. */
const documents = {
  [definingPage]:
    "Canvas's page on Appointment as it was published on that day (collections/_api/appointment.md of their documentation, blob 853ec65); lines are those of that file",
  'Patient page': "Canvas's API page on Patient, of 2024-01-16",
  'Practitioner page': "Canvas's API page on Practitioner, of 2024-01-16",
  'Location page': "Canvas's API page on Location, of 2024-01-16",
  'Encounter page': "Canvas's API page on Encounter, of 2024-01-16",
  'Schedule page': "Canvas's API page on Schedule, of 2024-01-16",
  'Slot page': "Canvas's API page on Slot, of 2024-01-16",
  'Configuration page on appointment and note types': "Canvas's page on how types of appointment are configured",
  'Pagination page': "Canvas's page on paging through search results",
  'Errors page': "Canvas's page on error responses",
  'Conditional requests page': "Canvas's page on If-Unmodified-Since",
  'Customer authentication page': "Canvas's page on OAuth for customers",
  'Migration guide': "Canvas's guide from version 1 to version 2 of the API",
  'Vitals guide': "Canvas's guide on recording vital signs",
  'Errors, as included in the Appointment page': 'the text on errors that several pages of Canvas share',
  'Create response, as included in the Appointment page':
    'the text on the answer to a create that several pages of Canvas share',
  'Update response, as included in the Appointment page':
    'the text on the answer to an update that several pages of Canvas share',
  "Canvas's example requests": "Canvas's public collection canvas-fhir-example-requests",
  'fhirstarter 1.5.0, as measured':
    "the open-source framework that Canvas's FHIR server is built on, in its version of 2024-01-16, as it was run and asked",
  "Canvas's mobile-patient-app": "Canvas's own open-source client, whose notes say what the live server refused",
  fhirstarter: "the open-source framework that Canvas's FHIR server is built on",
  'Django OAuth Toolkit': "the library that Canvas's OAuth pages show signs of",
  'RFC 9110': 'HTTP Semantics, of June 2022: methods, statuses and headers',
  'RFC 6750': 'OAuth 2.0 Bearer Token Usage, of October 2012',
  'RFC 9700': 'Best Current Practice for OAuth 2.0 Security, of January 2025',
  'FHIR R4': "HL7's standard, in its release 4.0.1",
  'Decision record': 'a decision of this project, in docs/decisions, where every document is silent',
} as const;

/** A document; the page on Appointment has editions, and Canvas's releases have notes, each named by its day. */
export type DocumentName =
  | keyof typeof documents
  | `Appointment page, edition ${string}`
  | `Patient page, edition ${string}`
  | `Slot page, edition ${string}`
  | `Customer authentication page, edition ${string}`
  | `Release note ${string}`;

const isListed = (name: DocumentName): name is keyof typeof documents => name in documents;

/** What a document is, in a few words. */
export const meaningOf = (name: DocumentName): string => {
  if (isListed(name)) return documents[name];
  if (name.startsWith('Appointment page')) return 'another edition of the page on Appointment';
  return name.includes(' page, edition ')
    ? "that page of Canvas's documentation, as first published with that edition or after it"
    : "Canvas's release note of that day";
};

/** A source in words, as in `Appointment page, edition 2024-01-16, section status, line 68`. */
export const sourceText = ({ document, at }: { readonly document: string; readonly at: string }): string =>
  `${document}, ${at}`;
