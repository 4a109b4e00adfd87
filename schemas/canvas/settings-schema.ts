// Which settings there are, what each may be and what it is for, as a JSON Schema.

const oneOf = (description: string, ...values: readonly string[]) => ({ description, enum: values });
const pageSize = (description: string) => ({ description, type: 'integer', minimum: 1, maximum: 1000 });

export const settingsSchema = {
  $id: 'settings.schema.json',
  type: 'object',
  additionalProperties: false,
  properties: {
    doubleBooking: oneOf('Two appointments of a practitioner at one time', 'allow', 'forbid'),
    structuredReasonForVisit: { description: 'Reasons for visit have codings', type: 'boolean' },
    updateWithoutType: oneOf('The type after an update without appointmentType', 'default', 'keep'),
    updateWithoutReason: oneOf('The reason after an update without reasonCode and description', 'keep', 'reset'),
    roomedStatus: oneOf('How a roomed appointment is shown', 'checked-in', 'check-in'),
    cancelledUpdate: oneOf('A cancelled appointment that is set to another status', 'keep', 'refuse'),
    unsupportedStatus: oneOf('An update to a status that Canvas cannot set', 'refuse', 'ignore'),
    participantStatus: oneOf('Participant statuses that are taken', 'any', 'fhir'),
    identifierReplacement: oneOf('Identifiers that the list of an update replaces', 'end-in-future', 'within-period'),
    unknownReferences: oneOf('Patients, practitioners and locations that are not known', 'refuse', 'accept'),
    updateOfStart: oneOf('What stays when an update moves the start alone', 'keep-end', 'keep-duration'),
    supportingInformationUpdate: oneOf('supportingInformation of an update', 'merge', 'replace'),
    writeBody: oneOf('The body of the answer to a write', 'documented', 'empty'),
    consent: oneOf('The consent page of an authorization', 'ask', 'approve'),
    updateLocation: oneOf('The location header of the answer to an update', 'sent', 'left-out'),
    slotGrid: oneOf('Where slots begin', 'quarter-hours', 'duration'),
    slotInstants: oneOf('Instants as start and end of a search for slots', 'take', 'refuse'),
    allowedScopes: {
      description: 'Scopes of a token for which none was asked, separated by spaces',
      type: 'string',
      pattern: '\\S',
    },
    smartStyleUrl: oneOf('Token answers of client credentials with smart_style_url', 'every-token', 'patient-token'),
    defaultPageSize: pageSize('Entries on a page without _count'),
    largestPageSize: pageSize('Entries on a page at most'),
    timeZone: { description: 'The IANA time zone of the clinic', type: 'string', format: 'iana-time-zone' },
  },
} as const;
