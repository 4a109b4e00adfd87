// Which settings there are and what each may be, as a JSON Schema.

const oneOf = (...values: readonly string[]) => ({ enum: values });
const pageSize = { type: 'integer', minimum: 1, maximum: 1000 };

export const settingsSchema = {
  $id: 'settings.schema.json',
  type: 'object',
  additionalProperties: false,
  properties: {
    doubleBooking: oneOf('allow', 'forbid'),
    structuredReasonForVisit: { type: 'boolean' },
    updateWithoutType: oneOf('default', 'keep'),
    updateWithoutReason: oneOf('keep', 'reset'),
    roomedStatus: oneOf('checked-in', 'check-in'),
    cancelledUpdate: oneOf('keep', 'refuse'),
    unsupportedStatus: oneOf('refuse', 'ignore'),
    participantStatus: oneOf('any', 'fhir'),
    identifierReplacement: oneOf('end-in-future', 'within-period'),
    unknownReferences: oneOf('refuse', 'accept'),
    updateOfStart: oneOf('keep-end', 'keep-duration'),
    supportingInformationUpdate: oneOf('merge', 'replace'),
    writeBody: oneOf('documented', 'empty'),
    consent: oneOf('ask', 'approve'),
    defaultPageSize: pageSize,
    largestPageSize: pageSize,
    timeZone: { type: 'string', format: 'iana-time-zone' },
  },
} as const;
