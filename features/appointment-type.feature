Feature: The type of an appointment
  appointmentType names one of the configured note types by system and code.
  Left out, the instance's default type is used.

  @rule:appointment-type/stored
  Rule: The type sent becomes the type of the appointment

    Scenario: On create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | http://snomed.info/sct |
        | appointmentType.coding[0].code   | "439708006"            |
      Then the appointment has:
        | appointmentType.coding[0].system | http://snomed.info/sct |
        | appointmentType.coding[0].code   | "439708006"            |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | appointmentType.coding[0].system | http://snomed.info/sct |
        | appointmentType.coding[0].code   | "439708006"            |
      Then the appointment has:
        | appointmentType.coding[0].code | "439708006" |

  @rule:appointment-type/default-on-create
  Rule: A create without a type uses the default type

    Scenario: Left out
      When the client creates an appointment with:
        | appointmentType | (absent) |
      Then the appointment has:
        | appointmentType.coding[0].system | {default.system}  |
        | appointmentType.coding[0].code   | "{default.code}"  |

  @rule:appointment-type/default-on-update @until:2024-04-19
  Rule: An update without a type resets it to the default type

    Scenario: Left out
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | appointmentType.coding[0].system | {default.system} |
        | appointmentType.coding[0].code   | "{default.code}" |

  @rule:appointment-type/omitted-type-is-kept @since:2024-04-19
  Rule: An update without a type keeps the type

    Scenario: Left out
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | status                         | booked      |
        | appointmentType.coding[0].code | "448337001" |

    @needs:settings
    Scenario: The setting of former editions has no effect
      Given the setting updateWithoutType is default
      And an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | appointmentType.coding[0].code | "448337001" |

  @rule:appointment-type/default-is-scheduleable @since:2024-04-19
  Rule: The default type can be booked

    Scenario: By its own code
      When the client creates an appointment with:
        | appointmentType.coding[0].system | {default.system} |
        | appointmentType.coding[0].code   | "{default.code}" |
      Then the create succeeds

  @rule:appointment-type/event-update-needs-type @match:refused @since:2025-05-05 @needs:records
  Rule: An update of an other event whose type requires no patient sends the type

    Background:
      Given an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"272379006"}            |
        | participant               | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |

    Scenario: Without the type
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 422 business-rule "Appointment type is required to update an event whose type requires no patient"
      And the appointment has:
        | status | proposed |

    Scenario: With the type
      When the client updates the appointment with:
        | status                    | booked                                                  |
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"272379006"} |
      Then the update succeeds
      And the appointment has:
        | status | booked |

    Scenario: With a patient, whom the type does not require
      Given an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"272379006"} |
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 422 business-rule "Appointment type is required to update an event whose type requires no patient"

    Scenario: Of a type that requires a patient
      Given an appointment with:
        | appointmentType.coding[0] | {"system":"INTERNAL","code":"GRPS"} |
      When the client updates the appointment with:
        | status | booked |
      Then the update succeeds
      And the appointment has:
        | appointmentType.coding[0].code | GRPS |

  @rule:appointment-type/one-coding @match:refused @until:2024-04-19
  Rule: The type holds exactly one coding

    Scenario Outline: <count> codings on create
      When the client creates an appointment with:
        | appointmentType.coding | <codings> |
      Then the create is rejected with 422 business-rule "Appointment Create Error: Appointment type must contain exactly one coding, not <count>"

      Examples:
        | count | codings                                                                                                                      |
        | 2     | [{"system":"http://snomed.info/sct","code":"448337001"},{"system":"http://snomed.info/sct","code":"439708006"}] |
        | 0     | []                                                                                                                           |

    Scenario: Two codings on update
      Given an appointment
      When the client updates the appointment with:
        | status                 | booked                                                                                                          |
        | appointmentType.coding | [{"system":"http://snomed.info/sct","code":"448337001"},{"system":"http://snomed.info/sct","code":"439708006"}] |
      Then the update is rejected with 422 business-rule "Appointment Create Error: Appointment type must contain exactly one coding, not 2"

  @rule:appointment-type/snomed-or-internal @match:refused @until:2024-04-19
  Rule: The system is SNOMED or INTERNAL

    Scenario Outline: The system <system> on create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | <system>    |
        | appointmentType.coding[0].code   | "448337001" |
      Then the create is rejected with 422 business-rule "Appointment Create Error: Appointment Type coding must be SNOMED or INTERNAL, not system: <system>"

      Examples:
        | system           |
        | http://loinc.org |
        | ICD10            |

    Scenario: Another system on update
      Given an appointment
      When the client updates the appointment with:
        | status                           | booked           |
        | appointmentType.coding[0].system | http://loinc.org |
        | appointmentType.coding[0].code   | "448337001"      |
      Then the update is rejected with 422 business-rule "Appointment Create Error: Appointment Type coding must be SNOMED or INTERNAL, not system: http://loinc.org"

  @rule:appointment-type/must-exist @match:template @until:2024-04-19
  Rule: A type that does not exist is refused

    Scenario Outline: <system> and <code> on create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | <system> |
        | appointmentType.coding[0].code   | "<code>" |
      Then the create is rejected with 422 business-rule "Appointment Create Error: Appointment Type does not exist with system: <system> and code: <code>"

      Examples:
        | system                 | code            |
        | http://snomed.info/sct | 1000000009999   |
        | INTERNAL               | no_such_type_77 |
        | INTERNAL               | 448337001       |
        | INTERNAL               | grps            |

    Scenario: On update, with the words of create
      Given an appointment
      When the client updates the appointment with:
        | status                           | booked          |
        | appointmentType.coding[0].system | INTERNAL        |
        | appointmentType.coding[0].code   | no_such_type_77 |
      Then the update is rejected with 422 business-rule "Appointment Create Error: Appointment Type does not exist with system: INTERNAL and code: no_such_type_77"
      And the appointment has:
        | appointmentType.coding[0].code | "448337001" |

  @rule:appointment-type/must-be-scheduleable @match:template @needs:unscheduleable-type @until:2024-04-19
  Rule: A type that is not scheduleable is refused

    Scenario: On create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | {unscheduleable.system}  |
        | appointmentType.coding[0].code   | {unscheduleable.code}    |
      Then the create is rejected with 422 business-rule "Appointment Create Error: Appointment type must be scheduleable"

    Scenario: On update, with the words of create
      Given an appointment
      When the client updates the appointment with:
        | status                           | booked                   |
        | appointmentType.coding[0].system | {unscheduleable.system}  |
        | appointmentType.coding[0].code   | {unscheduleable.code}    |
      Then the update is rejected with 422 business-rule "Appointment Create Error: Appointment type must be scheduleable"

  @rule:appointment-type/other-system-is-refused @match:refused @since:2026-06-22
  Rule: A system that is neither SNOMED nor INTERNAL is refused

    Scenario Outline: The system <system> on create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | <system>    |
        | appointmentType.coding[0].code   | "448337001" |
      Then the create is rejected with 422 business-rule "Appointment Type system '<system>' is not supported; use http://snomed.info/sct or INTERNAL"

      Examples:
        | system           |
        | http://loinc.org |
        | ICD10            |

    Scenario: Another system on update
      Given an appointment
      When the client updates the appointment with:
        | appointmentType.coding[0].system | http://loinc.org |
        | appointmentType.coding[0].code   | "448337001"      |
      Then the update is rejected with 422 business-rule "Appointment Type system 'http://loinc.org' is not supported; use http://snomed.info/sct or INTERNAL"
      And the appointment has:
        | appointmentType.coding[0].code | "448337001" |

  @rule:appointment-type/code-must-exist @match:template @since:2024-04-19
  Rule: A code that does not exist is refused, the code before the system

    @until:2026-06-22
    Scenario: Of another system
      When the client creates an appointment with:
        | appointmentType.coding[0].system | http://loinc.org |
        | appointmentType.coding[0].code   | "448337001"      |
      Then the create is rejected with 422 business-rule "Appointment Type does not exist with code: 448337001 and system: http://loinc.org"

    Scenario Outline: <code> of <system> on create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | <system> |
        | appointmentType.coding[0].code   | "<code>" |
      Then the create is rejected with 422 business-rule "Appointment Type does not exist with code: <code> and system: <system>"

      Examples:
        | system                 | code            |
        | http://snomed.info/sct | 1000000009999   |
        | INTERNAL               | no_such_type_77 |
        | INTERNAL               | 448337001       |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status                           | booked          |
        | appointmentType.coding[0].system | INTERNAL        |
        | appointmentType.coding[0].code   | no_such_type_77 |
      Then the update is rejected with 422 business-rule "Appointment Type does not exist with code: no_such_type_77 and system: INTERNAL"
      And the appointment has:
        | appointmentType.coding[0].code | "448337001" |

  @rule:appointment-type/note-type-must-be-scheduleable @match:template @needs:unscheduleable-type @since:2024-04-19
  Rule: A note type that is not scheduleable is refused by its name

    Scenario: On create
      When the client creates an appointment with:
        | appointmentType.coding[0].system | {unscheduleable.system} |
        | appointmentType.coding[0].code   | {unscheduleable.code}   |
      Then the create is rejected with 422 business-rule "Note type: {unscheduleable.name} is not scheduleable"

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status                           | booked                  |
        | appointmentType.coding[0].system | {unscheduleable.system} |
        | appointmentType.coding[0].code   | {unscheduleable.code}   |
      Then the update is rejected with 422 business-rule "Note type: {unscheduleable.name} is not scheduleable"

  @rule:appointment-type/canvas-display
  Rule: The display is Canvas's own

    Scenario: Another display was sent
      Given an appointment with:
        | appointmentType.coding[0].display | Telemedicine consultation with patient (procedure) |
      When the client reads the appointment
      Then the answer has:
        | appointmentType | {"coding":[{"system":"http://snomed.info/sct","code":"448337001","display":"Telemedicine"}]} |

    Scenario: Another display was sent by an update
      Given an appointment
      When the client updates the appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"448337001","display":"A call by video"} |
      Then the appointment has:
        | appointmentType | {"coding":[{"system":"http://snomed.info/sct","code":"448337001","display":"Telemedicine"}]} |
