@needs:resource-Encounter
Feature: Encounter
  Canvas makes an encounter for each visit that is booked; nobody writes one over FHIR.
  It follows its appointment, from planned until the patient has left.

  @rule:encounter/comes-with-the-appointment
  Rule: The encounter that an appointment refers to can be read

    Scenario: Its patient, practitioner and location are those of the appointment
      Given an appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | resourceType                           | Encounter                                   |
        | id                                     | {id of the encounter of the appointment}    |
        | identifier[0].value                    | {id of the encounter of the appointment}    |
        | subject.reference                      | Patient/Pat                                 |
        | participant[0].individual.reference    | Practitioner/Ann                            |
        | location[0].location.reference         | Location/Clinic                             |

    @needs:second-location
    Scenario: It moves to another location with its appointment
      Given an appointment
      And the client updates the appointment with:
        | supportingInformation | [{"reference":"Location/Annex"}] |
      When the client reads the encounter of the appointment
      Then the answer has:
        | location[0].location.reference | Location/Annex |

    Scenario: It names its appointment
      Given an appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | appointment[0].reference | Appointment/{id of the appointment} |
        | appointment[1]           | (absent)                            |

  @rule:encounter/note-id @since:2024-01-25
  Rule: An encounter shows the note

    Scenario: In an extension
      Given an appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | extension | [{"url":"http://schemas.canvasmedical.com/fhir/extensions/note-id","valueId":"{uuid}"}] |

  @rule:encounter/status-follows-the-appointment
  Rule: The status follows the appointment

    Scenario: Just booked, it is planned
      Given an appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | status | planned |

    Scenario Outline: Updated to <status>, it is <encounter>
      Given an appointment
      And the client updates the appointment with:
        | status | <status> |
      When the client reads the encounter of the appointment
      Then the answer has:
        | status | <encounter> |

      Examples:
        | status     | encounter   |
        | booked     | planned     |
        | arrived    | planned     |
        | checked-in | in-progress |
        | fulfilled  | finished    |
        | noshow     | cancelled   |
        | cancelled  | cancelled   |

    @needs:records
    Scenario Outline: In Canvas <canvas>, it is <encounter>
      Given an appointment
      And in Canvas the appointment has:
        | status | <canvas> |
      When the client reads the encounter of the appointment
      Then the answer has:
        | status | <encounter> |

      Examples:
        | canvas      | encounter   |
        | unconfirmed | planned     |
        | attempted   | planned     |
        | confirmed   | planned     |
        | arrived     | planned     |
        | roomed      | in-progress |
        | exited      | finished    |
        | no-showed   | cancelled   |
        | cancelled   | cancelled   |
        | deleted     | cancelled   |

  @rule:encounter/planned-has-the-type-of-an-appointment
  Rule: The type is that of an appointment until the visit begins

    Scenario: Planned, it is an appointment that was made
      Given an appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | type[0].coding[0].system | http://snomed.info/sct |
        | type[0].coding[0].code   | "185418009"            |

    Scenario Outline: <status>, it has the type of the visit
      Given an appointment
      And the client puts the appointment back as it was read, with:
        | status | <status> |
      When the client reads the encounter of the appointment
      Then the answer has:
        | type[0].coding[0].system | http://snomed.info/sct |
        | type[0].coding[0].code   | "448337001"            |

      Examples:
        | status     |
        | checked-in |
        | fulfilled  |

  @rule:encounter/period-begins-with-the-visit
  Rule: The period begins with the visit and ends with it

    Scenario: Planned, there is none
      Given an appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | period | (absent) |

    Scenario Outline: <status>
      Given an appointment
      And the client updates the appointment with:
        | status | <status> |
      When the client reads the encounter of the appointment
      Then the answer has:
        | period.start | {any} |
        | period.end   | <end> |

      Examples:
        | status     | end      |
        | checked-in | (absent) |
        | fulfilled  | {any}    |

    Scenario: Cancelled before it began, there is none
      Given a cancelled appointment
      When the client reads the encounter of the appointment
      Then the answer has:
        | period | (absent) |

  @rule:encounter/rescheduled-appointments-share-one @needs:records
  Rule: A rescheduled appointment keeps its encounter

    Background:
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T11:00:00Z |
      And the client reads the encounter of appointment "A"
      And in Canvas appointment "A" has:
        | status        | cancelled |
        | rescheduledTo | {id of B} |
      And in Canvas appointment "B" has:
        | encounter       | {id of the encounter of A} |
        | rescheduledFrom | {id of A}                  |

    Scenario: It names both and follows the second
      When the client reads the encounter of appointment "B"
      Then the answer has:
        | id                       | {id of the encounter of A} |
        | status                   | planned                    |
        | appointment[0].reference | Appointment/A              |
        | appointment[1].reference | Appointment/B              |

  @rule:encounter/provider-stays @needs:second-practitioner @until:2026-06-22
  Rule: The practitioner of a note stays

    Scenario: The appointment gets another practitioner
      Given an appointment
      And the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Bea"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      When the client reads the encounter of the appointment
      Then the answer has:
        | participant[0].individual.reference | Practitioner/Ann |

    @needs:chart
    Scenario: The clinic gives it another practitioner
      Given an appointment
      And the clinic gives the appointment to practitioner "Bea"
      When the client reads the encounter of the appointment
      Then the answer has:
        | participant[0].individual.reference | Practitioner/Ann |

  @rule:encounter/provider-follows-the-appointment @needs:second-practitioner @since:2026-06-22
  Rule: The practitioner of a note is that of its appointment

    Scenario: The appointment gets another practitioner
      Given an appointment
      And the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Bea"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      When the client reads the encounter of the appointment
      Then the answer has:
        | participant[0].individual.reference | Practitioner/Bea |

    @needs:chart
    Scenario: The clinic gives it another practitioner
      Given an appointment
      And the clinic gives the appointment to practitioner "Bea"
      When the client reads the encounter of the appointment
      Then the answer has:
        | participant[0].individual.reference | Practitioner/Bea |

  @rule:encounter/id-finds
  Rule: _id finds one encounter

    Scenario: By its id
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the client reads the encounter of appointment "A"
      When the client searches Encounter for:
        | _id | {id of the encounter of A} |
      Then the searchset holds "the encounter of A"
      And the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/B |

  @rule:encounter/appointment-finds
  Rule: appointment finds the encounter of an appointment

    Scenario: As a reference
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches Encounter for:
        | appointment | Appointment/A |
      Then the searchset shows an Encounter with:
        | appointment[0].reference | Appointment/A |
      And the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/B |

  @rule:encounter/patient-finds @needs:second-patient
  Rule: patient finds the encounters of a patient

    Scenario: Of one patient and not of the other
      Given these appointments:
        | name | participant[1].actor.reference |
        | A    | Patient/Pat                    |
        | B    | Patient/Quinn                  |
      When the client searches Encounter for:
        | patient | Patient/Quinn |
        | date    | {day}         |
      Then the searchset shows an Encounter with:
        | appointment[0].reference | Appointment/B |
      And the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/A |

    Scenario: Of its patient
      Given an appointment
      When the client searches Encounter for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the searchset shows an Encounter with:
        | appointment[0].reference | Appointment/{id of the appointment} |

    Scenario: Not of another patient
      Given an appointment
      When the client searches Encounter for:
        | patient | Patient/Quinn |
        | date    | {day}         |
      Then the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/{id of the appointment} |

  @rule:encounter/subject-finds @needs:second-patient
  Rule: subject finds the encounters of a patient

    Scenario: Of one patient and not of the other
      Given these appointments:
        | name | participant[1].actor.reference |
        | A    | Patient/Pat                    |
        | B    | Patient/Quinn                  |
      When the client searches Encounter for:
        | subject | Patient/Quinn |
        | date    | {day}         |
      Then the searchset shows an Encounter with:
        | appointment[0].reference | Appointment/B |
      And the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/A |

    Scenario: Of its patient
      Given an appointment
      When the client searches Encounter for:
        | subject | Patient/Pat |
        | date    | {day}       |
      Then the searchset shows an Encounter with:
        | appointment[0].reference | Appointment/{id of the appointment} |

    Scenario: Not of another patient
      Given an appointment
      When the client searches Encounter for:
        | subject | Patient/Quinn |
        | date    | {day}         |
      Then the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/{id of the appointment} |

  @rule:encounter/date-finds
  Rule: date compares the UTC day of the visit

    Background:
      Given these appointments:
        | name | start             | end               |
        | A    | {day-1}T23:50:00Z | {day}T00:10:00Z   |
        | B    | {day}T00:10:00Z   | {day}T00:40:00Z   |
        | C    | {day+1}T00:00:00Z | {day+1}T00:30:00Z |

    Scenario Outline: <date> shows <shown> and not <hidden>
      When the client searches Encounter for:
        | patient | Patient/Pat |
        | date    | <date>      |
        | date    | ge{day-1}   |
        | date    | le{day+1}   |
      Then the searchset shows an Encounter with:
        | appointment[0].reference | Appointment/<shown> |
      And the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/<hidden> |

      Examples:
        | date    | shown | hidden |
        | {day}   | B     | A      |
        | eq{day} | B     | C      |
        | gt{day} | C     | B      |
        | ge{day} | B     | A      |
        | lt{day} | A     | B      |
        | le{day} | B     | C      |
