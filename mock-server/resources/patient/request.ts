// The body of a Patient as clients write it: the members that are kept, and what stands in them.
import type { Identifier } from '../../../schemas/appointment.ts';
import type { Address } from '../../../schemas/canvas/record.ts';

/** The system of the identifiers that Canvas itself assigns. */
export const canvasSystem = 'http://canvasmedical.com';

/** US Core's extension for the sex at birth. */
export const birthSexUrl = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';

interface Name {
  readonly use?: string;
  readonly family?: string;
  readonly given?: readonly string[];
}

interface ContactPoint {
  readonly system?: string;
  readonly value?: string;
}

/** The members of a Patient body that are kept. Every one may be missing. */
export interface PatientRequest {
  readonly extension?: readonly { readonly url?: string; readonly valueCode?: string }[];
  readonly identifier?: readonly Identifier[];
  readonly active?: boolean;
  readonly deceasedBoolean?: boolean;
  readonly deceasedDateTime?: string;
  readonly name?: readonly Name[];
  readonly telecom?: readonly ContactPoint[];
  readonly gender?: string;
  readonly birthDate?: string;
  readonly address?: readonly Partial<Address>[];
}

/** The name for official use, with a family and a given name. */
export const officialName = ({ name = [] }: PatientRequest): Name | undefined =>
  name.find(({ use, family, given }) => use === 'official' && family && given?.some((part) => part !== ''));

/** The code of the birthsex extension; undefined where it is left out or empty. */
export const birthSexIn = ({ extension = [] }: PatientRequest): string | undefined =>
  extension.find(({ url }) => url === birthSexUrl)?.valueCode || undefined;
