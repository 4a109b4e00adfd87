Feature: The status of an appointment
  Canvas keeps nine words for the state of an appointment and shows each as a FHIR status.
  A client starts with proposed and moves on by updates; cancelled is the end.

  @rule:status/create-is-always-proposed @until:2024-04-19
  Rule: A new appointment is proposed, whatever status is sent

    @until:2024-01-25 @validation:documented
    Scenario: Left out, the status is proposed
      When the client creates an appointment with:
        | status | (absent) |
      Then the appointment has:
        | status | proposed |

    Scenario Outline: A status sent as <status> is read as proposed
      When the client creates an appointment with:
        | status | <status> |
      Then the create succeeds
      And the appointment has:
        | status | proposed |

      Examples:
        | status           |
        | proposed         |
        | pending          |
        | booked           |
        | arrived          |
        | fulfilled        |
        | noshow           |
        | cancelled        |
        | waitlist         |
        | entered-in-error |

  @rule:status/create-sets-status @since:2024-04-19
  Rule: A create sets any of the eight supported statuses

    Scenario Outline: Created as <status>
      When the client creates an appointment with:
        | status | <status> |
      Then the create succeeds
      And the appointment has:
        | status | <status> |

      Examples:
        | status     |
        | proposed   |
        | pending    |
        | booked     |
        | arrived    |
        | checked-in |
        | fulfilled  |
        | noshow     |
        | cancelled  |

  @rule:status/entered-in-error-cannot-be-created @since:2024-04-19
  Rule: No create makes an appointment entered-in-error

    Scenario: It is not found afterwards
      Given the client tries to create an appointment with:
        | status | entered-in-error |
      When the client searches for:
        | patient | Patient/Pat      |
        | date    | {day}            |
        | status  | entered-in-error |
      Then the searchset holds nothing

  @rule:status/unsupported-create-status-is-refused @match:refused @since:2024-04-19
  Rule: A status that create does not support is refused

    Scenario Outline: <status> is refused
      When the client creates an appointment with:
        | status | <status> |
      Then the create is rejected with 422 business-rule "Appointment status '<status>' is not supported by create"

      Examples:
        | status           |
        | entered-in-error |
        | waitlist         |
        | roomed           |

  @rule:status/update-sets-status
  Rule: An update sets any of the eight supported statuses

    Scenario Outline: Updated to <status>
      Given an appointment
      When the client updates the appointment with:
        | status | <status> |
      Then the update succeeds
      And the appointment has:
        | status | <status> |

      Examples:
        | status     |
        | pending    |
        | booked     |
        | arrived    |
        | fulfilled  |
        | noshow     |
        | cancelled  |

    Scenario: Cancelled after its time
      Given an appointment with:
        | start | 2001-01-02T15:00:00Z |
        | end   | 2001-01-02T15:30:00Z |
      When the client updates the appointment with:
        | status | cancelled            |
        | start  | 2001-01-02T15:00:00Z |
        | end    | 2001-01-02T15:30:00Z |
      Then the update succeeds
      And the appointment has:
        | status | cancelled |

    @since:2024-04-19
    Scenario: Updated to checked-in
      Given an appointment
      When the client updates the appointment with:
        | status | checked-in |
      Then the update succeeds
      And the appointment has:
        | status | checked-in |

    @until:2024-04-19
    Scenario: Updated to checked-in, which may read as check-in
      Given an appointment
      When the client updates the appointment with:
        | status | checked-in |
      Then the update succeeds
      And the appointment has:
        | status | check{rest}in |

    Scenario: Updated back to proposed
      Given an appointment
      And the client updates the appointment with:
        | status | booked |
      When the client updates the appointment with:
        | status | proposed |
      Then the appointment has:
        | status | proposed |

    Scenario Outline: <status> is not final
      Given an appointment
      And the client updates the appointment with:
        | status | <status> |
      When the client updates the appointment with:
        | status | <next> |
      Then the appointment has:
        | status | <next> |

      Examples:
        | status    | next      |
        | arrived   | pending   |
        | fulfilled | arrived   |
        | noshow    | booked    |
        | arrived   | cancelled |
        | fulfilled | cancelled |

    Scenario: Cancelled by a complete body, as the document shows it
      Given an appointment
      When the client puts the appointment back as it was read, with:
        | status | cancelled |
      Then the update succeeds
      And the appointment has:
        | status | cancelled |

  @rule:status/omitted-status-is-kept @validation:documented @until:2024-01-25
  Rule: An update without a status keeps the status

    Scenario: The reason changes, the status stays
      Given an appointment
      And the client updates the appointment with:
        | status | arrived |
      When the client updates the appointment with nothing but:
        | description | Another reason |
      Then the update succeeds
      And the appointment has:
        | status | arrived |

    Scenario: The time changes, the status stays
      Given an appointment
      And the client updates the appointment with:
        | status | booked |
      When the client updates the appointment with nothing but:
        | start | {day}T10:00:00Z |
        | end   | {day}T10:30:00Z |
      Then the update succeeds
      And the appointment has:
        | status | booked                |
        | start  | (at {day}T10:00:00Z) |

  @rule:status/cancelled-is-final @until:2024-04-19
  Rule: Cancelled is final

    Scenario Outline: A cancelled appointment does not become <status>
      Given a cancelled appointment
      When the client tries to update the appointment with:
        | status | <status> |
      Then the appointment has:
        | status | cancelled |

      Examples:
        | status   |
        | proposed |
        | booked   |
        | arrived  |

    Scenario: Nor any of the others, one after another
      Given a cancelled appointment
      When the client tries to update the appointment with:
        | status | pending |
      And the client tries to update the appointment with:
        | status | fulfilled |
      And the client tries to update the appointment with:
        | status | checked-in |
      And the client tries to update the appointment with:
        | status | noshow |
      Then the appointment has:
        | status | cancelled |

  @rule:status/cancelled-stays-until-reverted @since:2024-04-19
  Rule: Cancelled stays until it is reverted in the chart

    Scenario Outline: A cancelled appointment does not become <status>
      Given a cancelled appointment
      When the client tries to update the appointment with:
        | status | <status> |
      Then the appointment has:
        | status | cancelled |

      Examples:
        | status   |
        | proposed |
        | booked   |

    Scenario: Nor any of the others, one after another
      Given a cancelled appointment
      When the client tries to update the appointment with:
        | status | pending |
      And the client tries to update the appointment with:
        | status | fulfilled |
      And the client tries to update the appointment with:
        | status | checked-in |
      And the client tries to update the appointment with:
        | status | noshow |
      Then the appointment has:
        | status | cancelled |

    @needs:records
    Scenario: Reverted in the chart it can be updated again
      Given an appointment
      And the client updates the appointment with:
        | status | cancelled |
      And in Canvas the appointment has:
        | status | unconfirmed |
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | status | booked |

    @needs:chart
    Scenario: Restored by the clinic
      Given an appointment
      And the clinic cancels the appointment
      And the client updates the appointment with:
        | status | booked |
      And the appointment has:
        | status | cancelled |
      When the clinic restores the appointment
      Then the appointment has:
        | status | proposed |

  @rule:status/cancelled-update-is-refused @match:refused @needs:settings
  Rule: An instance may refuse to change the status of a cancelled appointment

    Scenario: Set to refuse, it refuses and changes nothing
      Given the setting cancelledUpdate is refuse
      And an appointment
      And the client updates the appointment with:
        | status | cancelled |
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 422 business-rule "A cancelled appointment cannot be changed to status 'booked'"
      And the appointment has:
        | status | cancelled |

    Scenario: Another member of a cancelled appointment may still change
      Given the setting cancelledUpdate is refuse
      And an appointment
      And the client updates the appointment with:
        | status | cancelled |
      When the client updates the appointment with:
        | status      | cancelled        |
        | description | Cancelled by SMS |
      Then the update succeeds

  @rule:status/entered-in-error-cannot-be-set
  Rule: No update makes an appointment entered-in-error or waitlist

    Scenario Outline: <status> is not taken
      Given an appointment
      And the client updates the appointment with:
        | status | booked |
      When the client tries to update the appointment with:
        | status | <status> |
      Then the appointment has:
        | status | booked |

      Examples:
        | status           |
        | entered-in-error |
        | waitlist         |

  @rule:status/entered-in-error-is-not-accepted @match:refused @since:2026-06-22
  Rule: No write takes entered-in-error

    Scenario: On create
      When the client creates an appointment with:
        | status | entered-in-error |
      Then the create is rejected with 422 business-rule "Appointment status 'entered-in-error' is not supported by create"

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status | entered-in-error |
      Then the update is rejected with 422 business-rule "Appointment status 'entered-in-error' is not supported by update"

    @needs:records
    Scenario: Of an appointment that is read so
      Given an appointment
      And in Canvas the appointment has:
        | status | deleted |
      When the client updates the appointment with:
        | status | entered-in-error |
      Then the update is rejected with 422 business-rule "Appointment status 'entered-in-error' is not supported by update"
      And the appointment has:
        | status | entered-in-error |

  @rule:status/deleted-stays-until-restored @needs:chart
  Rule: A deleted appointment stays deleted until it is restored in the chart

    Scenario Outline: A deleted appointment does not become <status>
      Given an appointment
      And the clinic checks in the appointment
      And the clinic deletes the appointment
      When the client updates the appointment with:
        | status | <status> |
      Then the update succeeds
      And the appointment has:
        | status | entered-in-error |

      Examples:
        | status    |
        | booked    |
        | arrived   |
        | cancelled |

    Scenario: Restored by the clinic it can be updated again
      Given an appointment
      And the clinic checks in the appointment
      And the clinic deletes the appointment
      And the client updates the appointment with:
        | status | booked |
      And the appointment has:
        | status | entered-in-error |
      And the clinic restores the appointment
      When the client updates the appointment with:
        | status | fulfilled |
      Then the appointment has:
        | status | fulfilled |

  @rule:status/unsupported-status-is-refused @match:refused
  Rule: A status that update does not support is refused

    Scenario Outline: <status> is refused
      Given an appointment
      When the client updates the appointment with:
        | status | <status> |
      Then the update is rejected with 422 business-rule "Appointment status '<status>' is not supported by update"

      Examples:
        | status           |
        | entered-in-error |
        | waitlist         |
        | roomed           |

  @rule:status/canvas-to-fhir
  Rule: Each Canvas status has its FHIR status

    @needs:records
    Scenario Outline: <canvas> is read as <fhir>
      Given an appointment
      And in Canvas the appointment has:
        | status | <canvas> |
      When the client reads the appointment
      Then the answer has:
        | status | <fhir> |

      Examples:
        | canvas      | fhir             |
        | unconfirmed | proposed         |
        | attempted   | pending          |
        | confirmed   | booked           |
        | arrived     | arrived          |
        | exited      | fulfilled        |
        | no-showed   | noshow           |
        | cancelled   | cancelled        |
        | deleted     | entered-in-error |

    @needs:chart
    Scenario Outline: The clinic <does> an appointment
      Given an appointment
      When the clinic <does> the appointment
      Then the appointment has:
        | status | <status> |

      Examples:
        | does             | status    |
        | checks in        | arrived   |
        | marks as no-show | noshow    |
        | cancels          | cancelled |

    @needs:chart
    Scenario: One that the clinic deletes
      Given an appointment
      And the clinic checks in the appointment
      When the clinic deletes the appointment
      Then the appointment has:
        | status | entered-in-error |

    Scenario Outline: <status> is read as it was set
      Given an appointment
      And the client updates the appointment with:
        | status | <status> |
      When the client searches for:
        | _id | {id of the appointment} |
      Then the answer has:
        | entry[0].resource.status | <status> |

      Examples:
        | status  |
        | pending |
        | booked  |
        | arrived |
        | noshow  |

  @rule:status/roomed-reads-as-written @until:2024-04-19
  Rule: A roomed appointment reads as checked-in, as it is written

    @needs:records
    Scenario: Roomed in Canvas
      Given an appointment
      And in Canvas the appointment has:
        | status | roomed |
      When the client reads the appointment
      Then the answer has:
        | status | checked-in |

    Scenario: Set by an update and found by a search
      Given an appointment
      And the client updates the appointment with:
        | status | checked-in |
      When the client searches for:
        | _id | {id of the appointment} |
      Then the answer has:
        | entry[0].resource.status | checked-in |

    @needs:settings
    Scenario: An instance may show it as the mapping has it
      Given the setting roomedStatus is check-in
      And an appointment
      And the client updates the appointment with:
        | status | checked-in |
      When the client reads the appointment
      Then the answer has:
        | status | check-in |

  @rule:status/roomed-reads-checked-in @since:2024-04-19
  Rule: A roomed appointment reads checked-in

    @needs:records
    Scenario: Roomed in Canvas
      Given an appointment
      And in Canvas the appointment has:
        | status | roomed |
      When the client reads the appointment
      Then the answer has:
        | status | checked-in |

    @needs:settings
    Scenario: Whatever the instance is set to
      Given the setting roomedStatus is check-in
      And an appointment
      And the client updates the appointment with:
        | status | checked-in |
      When the client reads the appointment
      Then the answer has:
        | status | checked-in |
