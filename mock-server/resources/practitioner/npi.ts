// The National Provider Identifier, as locations and practitioners show it.

/** The identifier member of a record with an NPI; nothing for one without. */
export const npi = ({ npi: value }: { readonly npi: string | null }) =>
  value === null ? {} : { identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value }] };
