// The documents that the rules rest on: what each one is, for a reader who has only its name before him.

/** Name, as `source.document` gives it, to what it is and where it is found. */
const documents = {
  seed: "Canvas's page on Appointment as it was published on 2024-01-16 (collections/_api/appointment.md of their documentation, blob 853ec65); lines are those of that file",
  'patient page': "Canvas's API page on Patient, of the day of the seed",
  'practitioner page': "Canvas's API page on Practitioner, of the day of the seed",
  'location page': "Canvas's API page on Location, of the day of the seed",
  'encounter page': "Canvas's API page on Encounter, of the day of the seed",
  'schedule page': "Canvas's API page on Schedule, of the day of the seed",
  'slot page': "Canvas's API page on Slot, of the day of the seed",
  'appointment-and-note-types page': "Canvas's configuration page on appointment and note types",
  'pagination page': "Canvas's page on paging through search results",
  'errors page': "Canvas's page on error responses",
  'conditional-requests page': "Canvas's page on If-Unmodified-Since",
  'customer-authentication': "Canvas's page on OAuth for customers",
  'migration guide': "Canvas's guide from version 1 to version 2 of the API",
  'vitals guide': "Canvas's guide on recording vital signs",
  'responses-errors include': 'the text on errors that the page on Appointment includes',
  'create-response include': 'the text on the answer to a create that the page on Appointment includes',
  'update-response include': 'the text on the answer to an update that the page on Appointment includes',
  'canvas-fhir-example-requests': "Canvas's public collection of example requests",
  'fhirstarter 1.5.0, measured':
    "the open-source framework that Canvas's FHIR server is built on, in its version of the day of the seed, as it was run and asked",
  'mobile-patient-app': "Canvas's own open-source client, whose notes say what the live server refused",
  fhirstarter: "the open-source framework that Canvas's FHIR server is built on",
  'Django OAuth Toolkit': "the library that Canvas's OAuth pages show signs of",
  'decision record': 'a decision of this project, in docs/decisions, where every document is silent',
} as const;

/** A document; the page on Appointment has editions, and Canvas's releases have notes, each named by its day. */
export type DocumentName = keyof typeof documents | `edition ${string}` | `release note ${string}`;

const isListed = (name: DocumentName): name is keyof typeof documents => name in documents;

/** What a document is, in a few words. */
export const meaningOf = (name: DocumentName): string => {
  if (isListed(name)) return documents[name];
  return name.startsWith('edition')
    ? 'another edition of the page on Appointment'
    : "Canvas's release note of that day";
};
