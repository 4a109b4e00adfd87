Feature: The Appointment as it is read
  A read shows the members that the document shows, in its order, and nothing more.
  Other events, such as calendar blocks, are read as appointments too; they need no patient.

  @rule:read/id
  Rule: The id is a dashed UUID

    Scenario: As in the location header
      When the client creates an appointment
      Then the appointment has:
        | id | {uuid} |

  @rule:read/member-order @until:2024-01-25
  Rule: The members have their order

    Scenario: Every member there is
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | identifier            | [{"use":"usual","system":"urn:harness","value":"A-1"}]                                             |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]  |
      When the client reads the appointment
      Then the members of the answer are "resourceType", "id", "contained", "identifier", "status", "appointmentType", "reasonCode", "description", "supportingInformation", "start", "end", "participant"

  @rule:read/member-order-with-extension @since:2024-01-25
  Rule: The members have their order

    Scenario: Every member there is
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | identifier            | [{"use":"usual","system":"urn:harness","value":"A-1"}]                                             |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]  |
      When the client reads the appointment
      Then the members of the answer are "resourceType", "id", "contained", "extension", "identifier", "status", "appointmentType", "reasonCode", "description", "supportingInformation", "start", "end", "participant"

  @rule:read/no-metadata @until:2024-01-25
  Rule: There is no meta, no text and no extension

    Scenario: On a read
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | meta      | (absent) |
        | text      | (absent) |
        | extension | (absent) |

    Scenario: On a read of one that is cancelled
      Given a cancelled appointment
      When the client reads the appointment
      Then the answer has:
        | meta      | (absent) |
        | text      | (absent) |
        | extension | (absent) |

    Scenario: Of one that was sent with an extension
      Given an appointment with:
        | extension | [{"url":"https://harness.example/extensions/colour","valueString":"green"}] |
      When the client reads the appointment
      Then the answer has:
        | extension | (absent) |

  @rule:read/no-meta-nor-text @since:2024-01-25
  Rule: There is no metadata but the note

    Scenario: As it is read
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | meta         | (absent) |
        | text         | (absent) |
        | extension[1] | (absent) |

    Scenario: Of one that was sent with another extension
      Given an appointment with:
        | extension | [{"url":"https://harness.example/extensions/colour","valueString":"green"}] |
      When the client reads the appointment
      Then the answer has:
        | extension[1] | (absent) |

  @rule:read/note-id @since:2024-01-25 @until:2025-05-05
  Rule: A read shows the note

    Scenario: Of a patient appointment
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | extension | [{"url":"http://schemas.canvasmedical.com/fhir/extensions/note-id","valueId":"{uuid}"}] |

    Scenario: In a searchset, and it cannot be written
      Given an appointment with:
        | extension | [{"url":"http://schemas.canvasmedical.com/fhir/extensions/note-id","valueId":"mine"}] |
      When the client searches for:
        | _id | {id of the appointment} |
      Then the answer has:
        | entry[0].resource.extension | [{"url":"http://schemas.canvasmedical.com/fhir/extensions/note-id","valueId":"{uuid}"}] |

    @needs:records
    Scenario: Of an other event with a patient
      Given an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"272379006"} |
      When the client reads the appointment
      Then the answer has:
        | extension[0].valueId | {uuid} |

    Scenario: Not without a patient
      Given an appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      When the client reads the appointment
      Then the answer has:
        | extension | (absent) |

  @rule:read/note-id-of-visits @since:2025-05-05
  Rule: A read shows the note of a visit, and an other event has none

    Scenario: Of a patient appointment
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | extension | [{"url":"http://schemas.canvasmedical.com/fhir/extensions/note-id","valueId":"{uuid}"}] |

    @needs:records
    Scenario: An other event with a patient
      Given an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"272379006"} |
      When the client reads the appointment
      Then the answer has:
        | participant[Patient].actor.reference | Patient/Pat |
        | extension                            | (absent)    |
        | supportingInformation[Encounter]     | (absent)    |

  @rule:read/same-in-searchset
  Rule: A search shows the same as a read

    Scenario: The entry of a search by id
      Given an appointment with:
        | identifier | [{"use":"usual","system":"urn:harness","value":"A-1"}] |
      When the client searches for:
        | _id | {id of the appointment} |
      Then the answer shows the appointment as a read does

    Scenario: After an update
      Given an appointment
      When the client updates the appointment with:
        | status      | booked               |
        | description | Sent with the update |
        | start       | {day}T10:00:00Z      |
        | end         | {day}T10:40:00Z      |
      And the client searches for:
        | _id | {id of the appointment} |
      Then the answer shows the appointment as a read does

    Scenario: One with a meeting link
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]  |
      When the client searches for:
        | _id | {id of the appointment} |
      Then the answer shows the appointment as a read does

  @rule:read/other-events
  Rule: Other events are appointments without a patient

    Scenario: A calendar block is read without a patient, and found
      Given an appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      When the client reads the appointment
      Then the answer has:
        | resourceType                              | Appointment      |
        | participant[Practitioner].actor.reference | Practitioner/Ann |
        | participant[Patient]                      | (absent)         |
      When the client searches for:
        | date         | {day}            |
        | practitioner | Practitioner/Ann |
      Then the searchset holds "the appointment"

    @needs:records
    Scenario: An event type has no encounter
      Given an appointment with:
        | appointmentType.coding[0].code | "272379006"                                                      |
        | participant                    | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      When the client reads the appointment
      Then the answer has:
        | supportingInformation[Encounter] | (absent) |
