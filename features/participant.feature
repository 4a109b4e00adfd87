Feature: The participants
  One practitioner is required, a patient is optional; the order and the status sent do not matter.
  A read shows the practitioner first, each actor with its type, and every status as accepted.

  @rule:participant/practitioner-required @match:refused
  Rule: There must be a practitioner

    @until:2024-01-25 @validation:documented
    Scenario: No participants at all
      When the client creates an appointment with:
        | participant | (absent) |
      Then the create is rejected with 400 invalid "Bad request: participant: needs an entry whose actor.reference begins with Practitioner/"

    Scenario Outline: Participants <participants>
      When the client creates an appointment with:
        | participant | <participants> |
      Then the create is rejected with 400 invalid "Bad request: participant: needs an entry whose actor.reference begins with Practitioner/"

      Examples:
        | participants                                                |
        | []                                                          |
        | [{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |

  @rule:participant/status-required @validation:documented @match:refused
  Rule: Each participant has a status

    Scenario: It is missing
      When the client creates an appointment with:
        | participant[1].status | (absent) |
      Then the create is rejected with 400 invalid "Bad request: participant[1].status: must be a participation status, for example 'accepted'"

    Scenario: It is missing on update
      Given an appointment
      When the client updates the appointment with:
        | status                | booked   |
        | participant[0].status | (absent) |
      Then the update is rejected with 400 invalid "Bad request: participant[0].status: must be a participation status, for example 'accepted'"

  @rule:participant/status-is-accepted @match:refused @since:2024-04-19
  Rule: A participant is accepted

    Scenario Outline: Sent as <status>
      When the client creates an appointment with:
        | participant[1].status | <status> |
      Then the create is rejected with 400 invalid "Bad request: participant[1].status: '<status>' is not supported; send 'accepted'"

      Examples:
        | status    |
        | tentative |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status                | booked   |
        | participant[0].status | declined |
      Then the update is rejected with 400 invalid "Bad request: participant[0].status: 'declined' is not supported; send 'accepted'"

    @validation:documented
    Scenario: Active, which used to be recommended
      When the client creates an appointment with:
        | participant[1].status | active |
      Then the create is rejected with 400 invalid "Bad request: participant[1].status: 'active' is not supported; send 'accepted'"

  @rule:participant/practitioner
  Rule: The practitioner is the rendering provider

    Scenario: On create
      When the client creates an appointment
      Then the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Ann |

    @needs:second-practitioner
    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Bea"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      Then the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Bea |
        | participant[Patient].actor.reference      | Patient/Pat      |
        | participant[2]                            | (absent)         |

    @needs:second-practitioner @needs:chart
    Scenario: Changed by the clinic
      Given an appointment
      When the clinic gives the appointment to practitioner "Bea"
      Then the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Bea |
        | participant[Patient].actor.reference      | Patient/Pat      |

  @rule:participant/blank-practitioner @until:2024-04-19
  Rule: A blank practitioner is Canvas Bot

    Scenario: Practitioner/ without an id is somebody
      When the client creates an appointment with:
        | participant[0].actor.reference | Practitioner/ |
      Then the create succeeds
      And the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/{hex} |

    @needs:canvas-bot
    Scenario: And it is Canvas Bot
      When the client creates an appointment with:
        | participant[0].actor.reference | Practitioner/ |
      Then the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Canvas Bot |

    @needs:canvas-bot
    Scenario: By an update
      Given an appointment
      When the client updates the appointment with:
        | participant[0].actor.reference | Practitioner/ |
      Then the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Canvas Bot |

    @needs:canvas-bot
    Scenario: A search by Canvas Bot finds it
      Given an appointment with:
        | participant[0].actor.reference | Practitioner/ |
      When the client searches for:
        | date         | {day}                   |
        | practitioner | Practitioner/Canvas Bot |
      Then the searchset holds "the appointment"

  @rule:participant/practitioner-is-named @match:refused @since:2024-04-19
  Rule: A blank practitioner is nobody

    Scenario: Practitioner/ without an id
      When the client creates an appointment with:
        | participant[0].actor.reference | Practitioner/ |
      Then the create is rejected with 400 invalid "Bad request: participant: the Practitioner reference has no id"

  @rule:participant/patient
  Rule: The patient is the one the appointment is for

    Scenario: On create
      When the client creates an appointment
      Then the appointment has:
        | participant[Patient].actor.reference | Patient/Pat |

    @needs:second-patient
    @until:2025-12-17
    Scenario: Another patient by an update
      Given an appointment
      When the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"},{"actor":{"reference":"Patient/Quinn"},"status":"accepted"}] |
      Then the appointment has:
        | participant[Patient].actor.reference | Patient/Quinn |

  @rule:participant/patient-optional
  Rule: A patient is optional

    Scenario: A practitioner alone
      When the client creates an appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      Then the create succeeds
      And the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Ann |
        | participant[Patient]                 | (absent)         |

  @rule:participant/any-order
  Rule: Order and actor type do not matter

    Scenario: The patient first, without types
      When the client creates an appointment with:
        | participant | [{"actor":{"reference":"Patient/Pat"},"status":"accepted"},{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      Then the create succeeds

    Scenario: The practitioner first, with types
      When the client creates an appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann","type":"Practitioner"},"status":"accepted"},{"actor":{"reference":"Patient/Pat","type":"Patient"},"status":"accepted"}] |
      Then the create succeeds

  @rule:participant/status-unused @validation:documented @until:2024-04-19
  Rule: The value of a participant status is not used

    Scenario Outline: Sent as <status>
      When the client creates an appointment with:
        | participant[0].status | <status> |
        | participant[1].status | <status> |
      Then the create succeeds
      And the appointment has:
        | participant[Practitioner].actor.reference | Practitioner/Ann |
        | participant[Patient].actor.reference      | Patient/Pat      |

      Examples:
        | status   |
        | active   |
        | accepted |
        | declined |

  @rule:participant/status-reads-accepted
  Rule: A participant status is read as accepted

    Scenario: As it was sent
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | participant[Practitioner].status | accepted |
        | participant[Patient].status      | accepted |

    @until:2024-04-19
    Scenario: Whatever was sent
      Given an appointment with:
        | participant[0].status | tentative |
      When the client reads the appointment
      Then the answer has:
        | participant[Practitioner].status | accepted |
        | participant[Patient].status | accepted |

  @rule:participant/practitioner-first
  Rule: The practitioner is read first

    Scenario: Sent second
      Given an appointment with:
        | participant | [{"actor":{"reference":"Patient/Pat"},"status":"accepted"},{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      When the client reads the appointment
      Then the answer has:
        | participant[0].actor.reference | Practitioner/Ann |
        | participant[1].actor.reference | Patient/Pat      |

    Scenario: Sent second by an update
      Given an appointment
      When the client updates the appointment with:
        | participant | [{"actor":{"reference":"Patient/Pat"},"status":"accepted"},{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      Then the appointment has:
        | participant[0].actor.reference | Practitioner/Ann |
        | participant[1].actor.reference | Patient/Pat      |

  @rule:participant/actor-type
  Rule: Each actor is read with its type

    Scenario: No type was sent
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | participant[Practitioner].actor.type | Practitioner |
        | participant[Patient].actor.type | Patient      |

    Scenario: Sent without a type by an update
      Given an appointment
      When the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      Then the appointment has:
        | participant[Practitioner].actor.type | Practitioner |
        | participant[Patient].actor.type      | Patient      |

    Scenario: And with no more than its reference and type
      Given an appointment with:
        | participant[0].actor.display | Somebody |
      When the client reads the appointment
      Then the answer has:
        | participant[Practitioner].actor.display | (absent) |
        | participant[Patient].actor.display      | (absent) |

  @rule:participant/id-format
  Rule: People have ids of 32 hexadecimal digits

    Scenario: As they are read
      Given an appointment
      When the client reads the appointment
      Then the answer has:
        | participant[Practitioner].actor.reference | Practitioner/{hex} |
        | participant[Patient].actor.reference | Patient/{hex}      |

  @rule:participant/unknown-practitioner @match:refused
  Rule: An unknown practitioner is refused

    Scenario: No such id
      When the client creates an appointment with:
        | participant[0].actor.reference | Practitioner/00000000000000000000000000000000 |
      Then the create is rejected with 422 business-rule "Unknown Practitioner reference 'Practitioner/00000000000000000000000000000000'"

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status                         | booked                                        |
        | participant[0].actor.reference | Practitioner/00000000000000000000000000000000 |
      Then the update is rejected with 422 business-rule "Unknown Practitioner reference 'Practitioner/00000000000000000000000000000000'"

  @rule:participant/unknown-patient @match:refused
  Rule: An unknown patient is refused

    Scenario: No such id
      When the client creates an appointment with:
        | participant[1].actor.reference | Patient/00000000000000000000000000000000 |
      Then the create is rejected with 422 business-rule "Unknown Patient reference 'Patient/00000000000000000000000000000000'"

    @until:2025-12-17
    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status                         | booked                                   |
        | participant[1].actor.reference | Patient/00000000000000000000000000000000 |
      Then the update is rejected with 422 business-rule "Unknown Patient reference 'Patient/00000000000000000000000000000000'"

  @rule:participant/patient-required-by-type @match:refused @needs:records @until:2024-04-19
  Rule: A type may require a patient

    Scenario: Without a patient
      When the client creates an appointment with:
        | appointmentType.coding[0] | {"system":"INTERNAL","code":"GRPS"}                              |
        | participant               | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      Then the create is rejected with 422 business-rule "Appointment type Group session requires a patient"

    Scenario: With a patient
      When the client creates an appointment with:
        | appointmentType.coding[0] | {"system":"INTERNAL","code":"GRPS"} |
      Then the create succeeds

  @rule:participant/patient-as-the-type-requires @match:refused @needs:records @since:2024-04-19
  Rule: The type says whether a patient is required

    Scenario: Required and missing
      When the client creates an appointment with:
        | appointmentType.coding[0] | {"system":"INTERNAL","code":"GRPS"}                              |
        | participant               | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      Then the create is rejected with 422 business-rule "Appointment type Group session requires a patient"

    Scenario: Required and named
      When the client creates an appointment with:
        | appointmentType.coding[0] | {"system":"INTERNAL","code":"GRPS"} |
      Then the create succeeds
      And the appointment has:
        | participant[Patient].actor.reference | Patient/Pat |

  @rule:participant/patient-cannot-change @match:template @since:2025-12-17
  Rule: An update cannot give the appointment to another patient

    Scenario: Another patient
      Given an appointment
      When the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"},{"actor":{"reference":"Patient/Quinn"},"status":"accepted"}] |
      Then the update is rejected with 422 business-rule "Cannot change patient for an existing appointment. Please cancel this appointment and create a new one for the new patient."
      And the appointment has:
        | participant[Patient].actor.reference | Patient/Pat |

    Scenario: The same patient
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      Then the update succeeds
      And the appointment has:
        | status                               | booked      |
        | participant[Patient].actor.reference | Patient/Pat |
