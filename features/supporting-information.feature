Feature: Supporting information
  Location, meeting link, encounter and rescheduled appointments all hang on supportingInformation;
  the meeting link itself is a contained Endpoint.

  @rule:supporting-information/location
  Rule: A Location reference sets the location

    Scenario: Without a type
      When the client creates an appointment with:
        | supportingInformation | [{"reference":"Location/Clinic"}] |
      Then the appointment has:
        | supportingInformation[Location].reference | Location/Clinic |

    Scenario: With its type
      When the client creates an appointment with:
        | supportingInformation | [{"reference":"Location/Clinic","type":"Location"}] |
      Then the appointment has:
        | supportingInformation[Location].reference | Location/Clinic |

    @until:2024-01-25 @validation:documented
    Scenario: Without one
      When the client creates an appointment with:
        | supportingInformation | (absent) |
      Then the appointment has:
        | supportingInformation[Location] | (absent) |

    Scenario: Behind another reference
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"},{"reference":"Location/Clinic"}] |
      Then the appointment has:
        | supportingInformation[Location].reference | Location/Clinic |

    @needs:second-location
    Scenario: Another location by an update
      Given an appointment
      When the client updates the appointment with:
        | supportingInformation | [{"reference":"Location/Annex"}] |
      Then the appointment has:
        | supportingInformation[Location].reference | Location/Annex |

  @rule:supporting-information/integer-location @needs:clinic-number
  Rule: A location may be named by its integer

    Scenario: It is read as the UUID
      When the client creates an appointment with:
        | supportingInformation | [{"reference":"Location/{clinic.number}"}] |
      Then the create succeeds
      And the appointment has:
        | supportingInformation[Location].reference | Location/Clinic |

    Scenario: It is read as the UUID after an update
      Given an appointment
      When the client updates the appointment with:
        | supportingInformation | [{"reference":"Location/{clinic.number}"}] |
      Then the update succeeds
      And the appointment has:
        | supportingInformation[Location].reference | Location/Clinic |

  @rule:supporting-information/unknown-location @match:refused
  Rule: An unknown location is refused

    Scenario: No such id
      When the client creates an appointment with:
        | supportingInformation | [{"reference":"Location/00000000-0000-4000-8000-000000000000"}] |
      Then the create is rejected with 422 business-rule "Unknown Location reference 'Location/00000000-0000-4000-8000-000000000000'"

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status                | booked                                                          |
        | supportingInformation | [{"reference":"Location/00000000-0000-4000-8000-000000000000"}] |
      Then the update is rejected with 422 business-rule "Unknown Location reference 'Location/00000000-0000-4000-8000-000000000000'"

  @rule:supporting-information/location-type
  Rule: A location is read with its type

    Scenario: No type was sent
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | supportingInformation[Location] | {"reference":"Location/Clinic","type":"Location"} |

    Scenario: No type was sent by an update
      Given an appointment
      When the client updates the appointment with:
        | status                | booked                            |
        | supportingInformation | [{"reference":"Location/Clinic"}] |
      Then the appointment has:
        | supportingInformation[Location] | {"reference":"Location/Clinic","type":"Location"} |

  @rule:supporting-information/meeting-link @until:2024-04-19
  Rule: A contained endpoint with a reference to it is the meeting link

    Scenario: Named appointment-meeting-endpoint on create
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1?a=b"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      Then the create succeeds
      And the appointment has:
        | contained[0].address                 | https://meet.example/1?a=b |
        | supportingInformation[Endpoint].reference | {any}                   |

    Scenario: Each appointment has its own
      Given these appointments:
        | name | contained                                                                                                                                                    | supportingInformation                                                                                                            |
        | A    | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/a"}] | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
        | B    | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/b"}] | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      Then appointment "A" has:
        | contained[0].address | https://meet.example/a |
      And appointment "B" has:
        | contained[0].address | https://meet.example/b |

    Scenario: Replaced by an update
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      Then the appointment has:
        | contained[0].address | https://meet.example/2 |

    Scenario: Set by an update
      Given an appointment
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      Then the appointment has:
        | contained[0].address | https://meet.example/2 |

  @rule:supporting-information/meeting-link-without-suffix @since:2024-04-19
  Rule: The endpoint may still be named without the suffix

    Scenario: Named appointment-meeting-endpoint on create
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1?a=b"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      Then the create succeeds
      And the appointment has:
        | contained[0].address                 | https://meet.example/1?a=b |
        | supportingInformation[Endpoint].reference | {any}                   |

    Scenario: Set by an update
      Given an appointment
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      Then the appointment has:
        | contained[0].address | https://meet.example/2 |

  @rule:supporting-information/meeting-link-as-read @until:2024-04-19
  Rule: The endpoint may be named as it is read

    Scenario: Named appointment-meeting-endpoint-0 on create
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1?a=b"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}] |
      Then the create succeeds
      And the appointment has:
        | contained[0].address                 | https://meet.example/1?a=b |
        | supportingInformation[Endpoint].reference | {any}                   |

    Scenario: Set by an update
      Given an appointment
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}]    |
      Then the appointment has:
        | contained[0].address | https://meet.example/2 |

    Scenario: Read, edited and put back
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      When the client puts the appointment back as it was read, with:
        | contained[0].address | https://meet.example/3 |
      Then the update succeeds
      And the appointment has:
        | contained[0].address | https://meet.example/3 |

  @rule:supporting-information/meeting-link-with-suffix @since:2024-04-19
  Rule: A contained endpoint with the suffix is the meeting link

    Scenario: Named appointment-meeting-endpoint-0 on create
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1?a=b"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}] |
      Then the create succeeds
      And the appointment has:
        | contained[0].address                 | https://meet.example/1?a=b |
        | supportingInformation[Endpoint].reference | {any}                   |

    Scenario: Each appointment has its own
      Given these appointments:
        | name | contained                                                                                                                                                    | supportingInformation                                                                                                            |
        | A    | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/a"}] | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}] |
        | B    | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/b"}] | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}] |
      Then appointment "A" has:
        | contained[0].address | https://meet.example/a |
      And appointment "B" has:
        | contained[0].address | https://meet.example/b |

    Scenario: Replaced by an update
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}] |
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}] |
      Then the appointment has:
        | contained[0].address | https://meet.example/2 |

    Scenario: Set by an update
      Given an appointment
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}]    |
      Then the appointment has:
        | contained[0].address | https://meet.example/2 |

    Scenario: Read, edited and put back
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}]    |
      When the client puts the appointment back as it was read, with:
        | contained[0].address | https://meet.example/3 |
      Then the update succeeds
      And the appointment has:
        | contained[0].address | https://meet.example/3 |

  @rule:supporting-information/link-needs-reference
  Rule: A contained endpoint without a reference is not a meeting link

    Scenario: Nothing refers to it
      When the client creates an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"439708006"}                                              |
        | contained                 | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
      Then the appointment has:
        | contained | (absent) |

  @rule:supporting-information/own-meeting-room @since:2024-04-19 @needs:records
  Rule: Without a link of its own a video call is in the practitioner's meeting room

    Scenario: A telehealth visit
      Given in Canvas practitioner "Ann" has:
        | meetingRoom | https://meet.example/ann |
      And an appointment
      When the client reads the appointment
      Then the answer has:
        | contained[0].id                 | appointment-meeting-endpoint-0                                    |
        | contained[0].address            | https://meet.example/ann                                          |
        | supportingInformation[Endpoint] | {"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"} |

    Scenario: A link of its own comes first
      Given in Canvas practitioner "Ann" has:
        | meetingRoom | https://meet.example/ann |
      And an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint-0","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"}]    |
      When the client reads the appointment
      Then the answer has:
        | contained[0].address | https://meet.example/1 |
        | contained[1]         | (absent)               |

    Scenario: Another kind of visit has no room
      Given in Canvas practitioner "Ann" has:
        | meetingRoom | https://meet.example/ann |
      And an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"439708006"} |
      When the client reads the appointment
      Then the answer has:
        | contained | (absent) |

  @rule:supporting-information/unknown-appointment @match:refused @since:2024-07-02
  Rule: An unknown co-scheduled appointment is refused

    Scenario: No such id
      When the client creates an appointment with:
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"Appointment/00000000-0000-4000-8000-000000000000","type":"Appointment","display":"Co-scheduled appointment"}] |
      Then the create is rejected with 422 business-rule "Unknown Appointment reference 'Appointment/00000000-0000-4000-8000-000000000000'"

  @rule:supporting-information/co-scheduled @since:2024-07-02
  Rule: An appointment may refer to one that it is co-scheduled with

    Scenario: On create
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
      When the client creates an appointment with:
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"Appointment/A","type":"Appointment","display":"Co-scheduled appointment"}] |
      Then the create succeeds
      And the appointment has:
        | supportingInformation[Appointment].reference | Appointment/A |

    Scenario: By an update, with the other spelling of the display
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client updates appointment "B" with:
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"Appointment/A","type":"Appointment","display":"Co-scheduled Appointment"}] |
      Then appointment "B" has:
        | supportingInformation[Appointment].reference | Appointment/A |

  @rule:supporting-information/co-scheduled-shown @since:2024-07-02
  Rule: A co-scheduled appointment is shown with type and display

    Scenario: As it is read
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
      And an appointment with:
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"Appointment/A","type":"Appointment","display":"Co-scheduled appointment"}] |
      When the client reads the appointment
      Then the answer has:
        | supportingInformation[Appointment] | {"reference":"Appointment/A","type":"Appointment","display":"Co-scheduled appointment"} |

  @rule:supporting-information/link-needs-address @match:refused
  Rule: A meeting link needs an address

    @validation:documented
    Scenario: The address is missing
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active"}]               |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      Then the create is rejected with 400 invalid "Bad request: contained[0].address: a meeting link needs an address"

    Scenario: The address is empty or missing
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[]}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]                        |
      Then the create answers 400

  @rule:supporting-information/endpoint-completed
  Rule: Canvas completes the endpoint

    @validation:documented
    Scenario: Only what is needed was sent
      When the client creates an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      Then the create succeeds
      And the appointment has:
        | contained[0].resourceType                   | Endpoint               |
        | contained[0].status                         | active                 |
        | contained[0].connectionType.code            | https                  |
        | contained[0].payloadType[0].coding[0].code  | video-call             |
        | contained[0].address                        | https://meet.example/1 |

    @validation:documented
    Scenario: Only what is needed was sent, by an update
      Given an appointment
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      Then the update succeeds
      And the appointment has:
        | contained[0].status                         | active                 |
        | contained[0].connectionType.code            | https                  |
        | contained[0].payloadType[0].coding[0].code  | video-call             |
        | contained[0].address                        | https://meet.example/2 |

    @validation:documented @until:2024-04-19
    Scenario: Only what is needed was sent for a link that is there
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1?a=b"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}] |
      Then the update succeeds
      And the appointment has:
        | contained[0].status  | active                 |
        | contained[0].address | https://meet.example/2 |

    Scenario: What was sent besides does not count
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      When the client reads the appointment
      Then the answer has:
        | contained[0].resourceType                   | Endpoint               |
        | contained[0].status                         | active                 |
        | contained[0].connectionType.code            | https                  |
        | contained[0].payloadType[0].coding[0].code  | video-call             |
        | contained[0].address                        | https://meet.example/1 |

  @rule:supporting-information/endpoint-suffix
  Rule: The endpoint is read with a suffix

    Scenario: Sent without it
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      When the client reads the appointment
      Then the answer has:
        | contained[0].id          | appointment-meeting-endpoint-0                                       |
        | supportingInformation[Endpoint] | {"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"} |

    Scenario: Sent without it by an update
      Given an appointment
      When the client updates the appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/2"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]    |
      Then the appointment has:
        | contained[0].id                 | appointment-meeting-endpoint-0                                    |
        | supportingInformation[Endpoint] | {"reference":"#appointment-meeting-endpoint-0","type":"Endpoint"} |

  @rule:supporting-information/encounter
  Rule: A patient appointment has its encounter from the start

    Scenario: Still proposed
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | status                   | proposed                                               |
        | supportingInformation[Encounter] | {"reference":"Encounter/{uuid}","type":"Encounter"} |

    Scenario: Still there after an update that names no encounter
      Given an appointment
      When the client updates the appointment with:
        | status                | booked                            |
        | supportingInformation | [{"reference":"Location/Clinic"}] |
      Then the appointment has:
        | supportingInformation[Encounter] | {"reference":"Encounter/{uuid}","type":"Encounter"} |

    @until:2024-04-19
    Scenario: Still there once after an update that sends it back
      Given an appointment
      When the client puts the appointment back as it was read, with:
        | status | booked |
      Then the appointment has:
        | supportingInformation[Encounter] | {"reference":"Encounter/{uuid}","type":"Encounter"} |
        | supportingInformation[2]         | (absent)                                            |

  @rule:supporting-information/order
  Rule: The references have their order

    Scenario: Sent the other way round
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"#appointment-meeting-endpoint","type":"Endpoint"},{"reference":"Location/Clinic"}]    |
      When the client reads the appointment
      Then the answer has:
        | supportingInformation[0].reference | Location/Clinic                      |
        | supportingInformation[1].reference | #appointment-meeting-endpoint{rest} |
        | supportingInformation[2].reference | Encounter/{uuid}                     |

  @rule:supporting-information/rescheduled-from @needs:records
  Rule: The successor refers to what it replaces

    Scenario: Rescheduled in Canvas
      Given these appointments:
        | name | status   |
        | A    | proposed |
        | B    | proposed |
      And in Canvas appointment "B" has:
        | rescheduledFrom | {id of A} |
      When the client reads appointment "B"
      Then the answer has:
        | supportingInformation[Appointment] | {"reference":"Appointment/{id of A}","display":"Previously Rescheduled Appointment"} |

    @needs:chart
    Scenario: Rescheduled by the clinic
      Given an appointment
      When the clinic reschedules the appointment to "{day+1}T17:00:00Z" as "B"
      Then appointment "B" has:
        | status                             | proposed |
        | start                              | (at {day+1}T17:00:00Z) |
        | supportingInformation[Appointment] | {"reference":"Appointment/{id of the appointment}","display":"Previously Rescheduled Appointment"} |

  @rule:supporting-information/rescheduled-to @needs:records
  Rule: What was replaced refers to its successor

    Scenario: Rescheduled in Canvas
      Given these appointments:
        | name | status   |
        | A    | proposed |
        | B    | proposed |
      And in Canvas appointment "A" has:
        | rescheduledTo | {id of B} |
      When the client reads appointment "A"
      Then the answer has:
        | supportingInformation[Appointment] | {"reference":"Appointment/{id of B}","display":"Rescheduled Replacement Appointment"} |

    @needs:chart
    Scenario: Rescheduled by the clinic
      Given an appointment
      When the clinic reschedules the appointment to "{day+1}T17:00:00Z" as "B"
      Then the appointment has:
        | status                             | cancelled |
        | supportingInformation[Appointment] | {"reference":"Appointment/{id of B}","display":"Rescheduled Replacement Appointment"} |
