// The elements of a FHIR R4 Appointment as the framework's model knows them, and of the types below it.

/** A type of FHIR, as far as it is looked into; `Any` is taken as it is. */
export type TypeName = Primitive | keyof typeof models | 'Any';

export type Primitive =
  'string' | 'code' | 'id' | 'uri' | 'url' | 'instant' | 'dateTime' | 'boolean' | 'positiveInt' | 'unsignedInt';

export interface Element {
  readonly type: string;
  readonly isList?: true;
  /** `root` is asked before anything else of the same object, `field` in its turn. */
  readonly required?: 'root' | 'field';
}

export type Model = Readonly<Record<string, Element>>;

const one = (type: string): Element => ({ type });
const many = (type: string): Element => ({ type, isList: true });
const rooted = (type: string): Element => ({ type, required: 'root' });

const element = { id: one('string'), extension: many('Any') };
const resource = {
  resourceType: one('Any'),
  id: one('id'),
  meta: one('Any'),
  implicitRules: one('uri'),
  language: one('code'),
  text: one('Any'),
  contained: many('Contained'),
  extension: many('Any'),
  modifierExtension: many('Any'),
};

/** Type to elements, each in the order in which the framework reports their faults. */
const models = {
  Appointment: {
    ...resource,
    appointmentType: one('CodeableConcept'),
    basedOn: many('Reference'),
    cancelationReason: one('CodeableConcept'),
    comment: one('string'),
    created: one('dateTime'),
    description: one('string'),
    end: one('instant'),
    identifier: many('Identifier'),
    minutesDuration: one('positiveInt'),
    participant: { type: 'Participant', isList: true, required: 'field' },
    patientInstruction: one('string'),
    priority: one('unsignedInt'),
    reasonCode: many('CodeableConcept'),
    reasonReference: many('Reference'),
    requestedPeriod: many('Period'),
    serviceCategory: many('CodeableConcept'),
    serviceType: many('CodeableConcept'),
    slot: many('Reference'),
    specialty: many('CodeableConcept'),
    start: one('instant'),
    status: rooted('code'),
    supportingInformation: many('Reference'),
  },
  Participant: {
    ...element,
    modifierExtension: many('Any'),
    actor: one('Reference'),
    period: one('Period'),
    required: one('code'),
    status: rooted('code'),
    type: many('CodeableConcept'),
  },
  Endpoint: {
    ...resource,
    address: rooted('url'),
    connectionType: { type: 'Coding', required: 'field' },
    contact: many('Any'),
    header: many('string'),
    identifier: many('Identifier'),
    managingOrganization: one('Reference'),
    name: one('string'),
    payloadMimeType: many('code'),
    payloadType: { type: 'CodeableConcept', isList: true, required: 'field' },
    period: one('Period'),
    status: rooted('code'),
  },
  CodeableConcept: { ...element, coding: many('Coding'), text: one('string') },
  Coding: {
    ...element,
    code: one('code'),
    display: one('string'),
    system: one('uri'),
    userSelected: one('boolean'),
    version: one('string'),
  },
  Identifier: {
    ...element,
    assigner: one('Reference'),
    period: one('Period'),
    system: one('uri'),
    type: one('CodeableConcept'),
    use: one('code'),
    value: one('string'),
  },
  Period: { ...element, end: one('dateTime'), start: one('dateTime') },
  Reference: {
    ...element,
    display: one('string'),
    identifier: one('Identifier'),
    reference: one('string'),
    type: one('uri'),
  },
} as const satisfies Readonly<Record<string, Model>>;

/** The model of a type, or undefined for a primitive and for what is not looked into. */
export const modelOf = (type: string): Model | undefined => (models as Readonly<Record<string, Model>>)[type];
