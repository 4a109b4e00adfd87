// The Appointment on the wire, as TypeScript sees it: as it is read, and as it is written.

export interface Coding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
  readonly userSelected?: boolean;
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

export interface Reference {
  readonly reference?: string;
  readonly type?: string;
  readonly display?: string;
}

export interface Identifier {
  readonly id?: string;
  readonly use?: string;
  readonly system?: string;
  readonly value?: string;
  readonly period?: { readonly start?: string; readonly end?: string };
}

export interface Endpoint {
  readonly resourceType?: string;
  readonly id?: string;
  readonly status?: string;
  readonly connectionType?: Coding;
  readonly payloadType?: readonly CodeableConcept[];
  readonly address?: string;
}

export interface Participant {
  readonly actor?: Reference;
  readonly status?: string;
}

/** The members of an Appointment body that Canvas looks at. Every one may be missing. */
export interface AppointmentRequest {
  readonly resourceType?: 'Appointment';
  readonly id?: string;
  readonly contained?: readonly Endpoint[];
  readonly identifier?: readonly Identifier[];
  readonly status?: string;
  readonly appointmentType?: CodeableConcept;
  readonly reasonCode?: readonly CodeableConcept[];
  readonly description?: string;
  readonly supportingInformation?: readonly Reference[];
  readonly start?: string;
  readonly end?: string;
  readonly participant?: readonly Participant[];
}

/** The Appointment as a read shows it. */
export interface Appointment extends AppointmentRequest {
  readonly resourceType: 'Appointment';
  readonly extension?: readonly { readonly url: string; readonly valueId: string }[];
}
