Feature: What a search finds
  Each parameter narrows the search, several narrow it together. Dates are whole days in UTC.
  A value that cannot be read as a date, a sort key or a page is refused; an unknown parameter is ignored.

  @rule:search/id
  Rule: _id finds one appointment

    Scenario: By its id
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | _id | {id of A} |
      Then the searchset holds "A"

  @rule:search/appointment-type
  Rule: appointment-type finds by the code of the type

    Scenario Outline: <value>
      Given these appointments:
        | name | appointmentType.coding[0].code |
        | A    | "448337001"                    |
        | B    | "439708006"                    |
      When the client searches for:
        | date             | {day}   |
        | appointment-type | <value> |
      Then the searchset holds <found>

      Examples:
        | value                            | found   |
        | 448337001                        | "A"     |
        | 439708006                        | "B"     |
        | 185317003                        | nothing |
        | 4483                             | nothing |

    Scenario: By the one of the last update
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the client updates appointment "A" with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"439708006"} |
      When the client searches for:
        | date             | {day}     |
        | appointment-type | 439708006 |
      Then the searchset holds "A"
      When the client searches for:
        | date             | {day}     |
        | appointment-type | 448337001 |
      Then the searchset holds "B", "C"

  @rule:search/appointment-type-with-system @until:2024-04-19
  Rule: appointment-type may name the system as well

    Background:
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the client updates appointment "B" with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"439708006"} |
      And appointment "B" has:
        | appointmentType.coding[0].code | "439708006" |

    Scenario Outline: <value>
      When the client searches for:
        | date             | {day}   |
        | appointment-type | <value> |
      Then the searchset holds <found>

      Examples:
        | value                             | found   |
        | http://snomed.info/sct\|439708006 | "B"     |
        | INTERNAL\|439708006               | nothing |

  @rule:search/appointment-type-by-system-and-code @since:2024-04-19 @until:2025-05-05
  Rule: appointment-type takes code or system and code

    Background:
      Given these appointments:
        | name | appointmentType.coding[0].code |
        | A    | "448337001"                    |
        | B    | "439708006"                    |

    Scenario Outline: <value>
      When the client searches for:
        | date             | {day}   |
        | appointment-type | <value> |
      Then the searchset holds <found>

      Examples:
        | value                             | found   |
        | http://snomed.info/sct\|439708006 | "B"     |
        | INTERNAL\|439708006               | nothing |
        | 448337001                         | "A"     |

  @rule:search/appointment-type-token @since:2025-05-05
  Rule: appointment-type is a token

    Background:
      Given these appointments:
        | name | appointmentType.coding[0].code |
        | A    | "448337001"                    |
        | B    | "439708006"                    |

    Scenario Outline: <value>
      When the client searches for:
        | date             | {day}   |
        | appointment-type | <value> |
      Then the searchset holds <found>

      Examples:
        | value                             | found   |
        | http://snomed.info/sct\|439708006 | "B"     |
        | INTERNAL\|439708006               | nothing |
        | 448337001                         | "A"     |
        | http://snomed.info/sct\|          | "A", "B" |
        | INTERNAL\|                        | nothing |
        | \|439708006                       | nothing |

  @rule:search/identifier @since:2025-05-05
  Rule: identifier finds by an external identifier

    Background:
      Given these appointments:
        | name | identifier[0]                               |
        | A    | {"system":"urn:harness","value":"V-{day}"}  |
        | B    | {"system":"urn:other","value":"V-{day}"}    |
        | C    | {"value":"V-{day}"}                         |
        | D    | {"system":"urn:harness","value":"W-{day}"}  |

    Scenario Outline: <value>
      When the client searches for:
        | date       | {day}   |
        | identifier | <value> |
      Then the searchset holds <found>

      Examples:
        | value                 | found         |
        | V-{day}               | "A", "B", "C" |
        | urn:harness\|V-{day}  | "A"           |
        | urn:other\|W-{day}    | nothing       |
        | urn:harness\|         | "A", "D"      |
        | \|V-{day}             | "C"           |
        | \|W-{day}             | nothing       |
        | v-{day}               | nothing       |

  @rule:search/location @needs:second-location
  Rule: location finds by the location

    Scenario: As a reference
      Given these appointments:
        | name | supportingInformation             |
        | A    | [{"reference":"Location/Clinic"}] |
        | B    | [{"reference":"Location/Annex"}]  |
      When the client searches for:
        | date     | {day}          |
        | location | Location/Annex |
      Then the searchset holds "B"

    @until:2024-01-25 @validation:documented
    Scenario: One without a location is left out
      Given an appointment with:
        | supportingInformation | (absent) |
      When the client searches for:
        | date     | {day}           |
        | location | Location/Clinic |
      Then the searchset holds nothing

    Scenario: By the one of the last update
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the client updates appointment "A" with:
        | supportingInformation | [{"reference":"Location/Annex"}] |
      When the client searches for:
        | date     | {day}          |
        | location | Location/Annex |
      Then the searchset holds "A"
      When the client searches for:
        | date     | {day}           |
        | location | Location/Clinic |
      Then the searchset holds "B", "C"

  @rule:search/patient @needs:second-patient
  Rule: patient finds by the patient

    Scenario Outline: <patient>
      Given these appointments:
        | name | participant[1].actor.reference |
        | A    | Patient/Pat                    |
        | B    | Patient/Quinn                  |
      When the client searches for:
        | date    | {day}     |
        | patient | <patient> |
      Then the searchset holds <found>

      Examples:
        | patient       | found |
        | Patient/Pat   | "A"   |
        | Patient/Quinn | "B"   |

    Scenario: Of nobody
      Given an appointment
      When the client searches for:
        | date    | {day}                                    |
        | patient | Patient/00000000000000000000000000000000 |
      Then the searchset holds nothing

  @rule:search/practitioner @needs:second-practitioner
  Rule: practitioner finds by the rendering provider

    Scenario Outline: <practitioner>
      Given these appointments:
        | name | participant[0].actor.reference |
        | A    | Practitioner/Ann               |
        | B    | Practitioner/Bea               |
      When the client searches for:
        | date         | {day}          |
        | practitioner | <practitioner> |
      Then the searchset holds <found>

      Examples:
        | practitioner     | found |
        | Practitioner/Ann | "A"   |
        | Practitioner/Bea | "B"   |

    Scenario: By the one of the last update
      Given an appointment
      And the client updates the appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Bea"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      When the client searches for:
        | date         | {day}            |
        | practitioner | Practitioner/Bea |
      Then the searchset holds "the appointment"
      When the client searches for:
        | date         | {day}            |
        | practitioner | Practitioner/Ann |
      Then the searchset holds nothing

  @rule:search/date
  Rule: date compares whole UTC days

    Background:
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And they are moved to:
        | name | start             | end               |
        | A    | {day-1}T23:59:00Z | {day}T00:00:00Z   |
        | B    | {day}T00:00:00Z   | {day}T00:30:00Z   |
        | C    | {day}T23:59:00Z   | {day+1}T00:00:00Z |

    Scenario Outline: <date>
      When the client searches for:
        | patient | Patient/Pat |
        | date    | <date>      |
        | date    | ge{day-1}   |
        | date    | le{day+1}   |
      Then the searchset holds <found>

      Examples:
        | date      | found         |
        | {day}     | "B", "C"      |
        | eq{day}   | "B", "C"      |
        | gt{day}   | nothing       |
        | gt{day-1} | "B", "C"      |
        | ge{day}   | "B", "C"      |
        | lt{day}   | "A"           |
        | lt{day+1} | "A", "B", "C" |
        | le{day}   | "A", "B", "C" |
        | le{day-1} | "A"           |

    Scenario: A start sent with an offset counts by its UTC day
      Given these appointments:
        | name | start                  | end                    |
        | E    | {day+4}T22:00:00-05:00 | {day+4}T22:30:00-05:00 |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day+5}     |
      Then the searchset holds "E"

    Scenario: A moved appointment is found on its new day only
      When the client updates appointment "B" with:
        | start | {day+3}T12:00:00Z |
        | end   | {day+3}T12:30:00Z |
      And the client searches for:
        | patient | Patient/Pat |
        | date    | {day+3}     |
      Then the searchset holds "B"
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the searchset holds "C"

  @rule:search/date-not-equal @since:2024-04-19
  Rule: The prefix ne leaves a day out

    Scenario: The day before and the day after
      Given these appointments:
        | name | start             | end               |
        | A    | {day-1}T23:59:00Z | {day}T00:00:00Z   |
        | B    | {day}T00:00:00Z   | {day}T00:30:00Z   |
        | C    | {day}T23:59:00Z   | {day+1}T00:00:00Z |
        | D    | {day+1}T00:00:00Z | {day+1}T00:30:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | ne{day}     |
        | date    | ge{day-1}   |
        | date    | le{day+1}   |
      Then the searchset holds "A", "D"

  @rule:search/date-range
  Rule: Two dates make a range

    Scenario Outline: <from> and <to>
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And they are moved to:
        | name | start             | end               |
        | A    | {day-1}T12:00:00Z | {day-1}T12:30:00Z |
        | B    | {day}T12:00:00Z   | {day}T12:30:00Z   |
        | C    | {day+1}T12:00:00Z | {day+1}T12:30:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | <from>      |
        | date    | <to>        |
      Then the searchset holds <found>

      Examples:
        | from      | to        | found         |
        | ge{day}   | lt{day+1} | "B"           |
        | ge{day}   | le{day+1} | "B", "C"      |
        | gt{day-2} | lt{day+1} | "A", "B"      |
        | le{day}   | gt{day-1} | "B"           |

    Scenario: From a day to the same day
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | ge{day}     |
        | date    | le{day}     |
      Then the searchset holds "A", "B", "C"

  @rule:search/status
  Rule: status finds by the FHIR status

    Scenario Outline: <status>
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the client updates appointment "B" with:
        | status | booked |
      And the client updates appointment "C" with:
        | status | pending |
      When the client searches for:
        | date   | {day}    |
        | status | <status> |
      Then the searchset holds <found>

      Examples:
        | status    | found   |
        | proposed  | "A"     |
        | booked    | "B"     |
        | pending   | "C"     |
        | cancelled | nothing |

    Scenario Outline: <status>, as it was updated to
      Given an appointment
      And the client updates the appointment with:
        | status | <status> |
      When the client searches for:
        | date   | {day}    |
        | status | <status> |
      Then the searchset holds "the appointment"

      Examples:
        | status    |
        | arrived   |
        | fulfilled |
        | noshow    |

    Scenario: A cancelled appointment is found by its status
      Given a cancelled appointment
      When the client searches for:
        | date   | {day}     |
        | status | cancelled |
      Then the searchset holds "the appointment"

    Scenario: A cancelled appointment is found without asking for a status
      Given a cancelled appointment
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the searchset holds "the appointment"

  @rule:search/status-values @since:2024-04-19
  Rule: status takes the eight statuses

    Scenario Outline: <status>
      Given these appointments:
        | name | status   | start           |
        | A    | <status> | {day}T09:00:00Z |
        | B    | <other>  | {day}T10:00:00Z |
      When the client searches for:
        | date   | {day}    |
        | status | <status> |
      Then the searchset holds "A"

      Examples:
        | status     | other    |
        | proposed   | booked   |
        | pending    | proposed |
        | booked     | proposed |
        | arrived    | proposed |
        | checked-in | proposed |
        | fulfilled  | proposed |
        | cancelled  | proposed |
        | noshow     | proposed |

  @rule:search/references-have-types @since:2024-04-19
  Rule: References are written with their types

    Scenario: Location, patient and practitioner
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
      When the client searches for:
        | date         | {day}            |
        | location     | Location/Clinic  |
        | patient      | Patient/Pat      |
        | practitioner | Practitioner/Ann |
      Then the searchset holds "A"

  @rule:search/parameters-combine @needs:second-patient @needs:second-practitioner
  Rule: Several parameters must all match

    Scenario: Patient and practitioner
      Given these appointments:
        | name | participant[0].actor.reference | participant[1].actor.reference |
        | A    | Practitioner/Ann               | Patient/Pat                    |
        | B    | Practitioner/Bea               | Patient/Quinn                  |
        | C    | Practitioner/Ann               | Patient/Quinn                  |
        | D    | Practitioner/Bea               | Patient/Pat                    |
      When the client searches for:
        | date         | {day}            |
        | patient      | Patient/Pat      |
        | practitioner | Practitioner/Ann |
      Then the searchset holds "A"

    Scenario Outline: <one>, which fits, and <other>, which does not
      Given an appointment
      When the client searches for:
        | date    | {day}        |
        | <one>   | <fitting>    |
        | <other> | <misfitting> |
      Then the searchset holds nothing

      Examples:
        | one          | fitting                 | other            | misfitting       |
        | patient      | Patient/Pat             | status           | booked           |
        | patient      | Patient/Pat             | practitioner     | Practitioner/Bea |
        | patient      | Patient/Pat             | appointment-type | 439708006        |
        | practitioner | Practitioner/Ann        | status           | booked           |
        | _id          | {id of the appointment} | patient          | Patient/Quinn    |
        | _id          | {id of the appointment} | practitioner     | Practitioner/Bea |
        | _id          | {id of the appointment} | status           | booked           |
        | status       | proposed                | appointment-type | 439708006        |

      @needs:second-location
      Examples: Two locations
        | one          | fitting                 | other            | misfitting       |
        | practitioner | Practitioner/Ann        | location         | Location/Annex   |
        | patient      | Patient/Pat             | location         | Location/Annex   |
        | location     | Location/Clinic         | patient          | Patient/Quinn    |

  @rule:search/sort
  Rule: _sort orders the matches

    Scenario Outline: By <key>
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And they are moved to:
        | name | start             | end               |
        | A    | {day}T14:00:00Z   | {day}T14:30:00Z   |
        | B    | {day}T09:00:00Z   | {day}T09:30:00Z   |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _sort   | <key>       |
      Then the searchset holds, in this order, <found>

      Examples:
        | key   | found         |
        | date  | "B", "C", "A" |
        | -date | "A", "C", "B" |

    Scenario Outline: By <key>, over several days
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And they are moved to:
        | name | start             | end               |
        | A    | {day}T14:00:00Z   | {day}T14:30:00Z   |
        | B    | {day+1}T09:00:00Z | {day+1}T09:30:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | ge{day}     |
        | date    | le{day+1}   |
        | _sort   | <key>       |
      Then the searchset holds, in this order, <found>

      Examples:
        | key   | found         |
        | date  | "C", "A", "B" |
        | -date | "B", "A", "C" |

    Scenario: By patient, one without a patient is among them
      Given an appointment with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"}] |
      When the client searches for:
        | date  | {day}   |
        | _sort | patient |
      Then the searchset holds "the appointment"

    @needs:second-patient @needs:second-practitioner
    Scenario Outline: By <key> the matches stand together
      Given these appointments:
        | name | participant[0].actor.reference | participant[1].actor.reference |
        | A    | Practitioner/Ann               | Patient/Pat                    |
        | B    | Practitioner/Bea               | Patient/Quinn                  |
        | C    | Practitioner/Ann               | Patient/Quinn                  |
        | D    | Practitioner/Bea               | Patient/Pat                    |
      When the client searches for:
        | date  | {day} |
        | _sort | <key> |
      Then the searchset holds "A" beside "<one>" and "B" beside "<other>", and the other way round by "-<key>"

      Examples:
        | key          | one | other |
        | patient      | D   | C     |
        | practitioner | C   | D     |

  @rule:search/bad-date-is-refused @match:refused
  Rule: What is not a date is refused

    Scenario Outline: <value>
      When the client searches for:
        | date | <value> |
      Then the search is rejected with 400 invalid "Bad request: date: <problem>"

      Examples:
        | value        | problem                                                             |
        | 2031-02-30   | '2031-02-30' is not a day of the form YYYY-MM-DD                       |
        | ge2031-13-01 | '2031-13-01' is not a day of the form YYYY-MM-DD                       |
        | yesterday    | 'yesterday' does not begin with one of eq, gt, ge, lt, le{rest} or a digit |
        | ap2031-03-04 | 'ap2031-03-04' does not begin with one of eq, gt, ge, lt, le{rest} or a digit |

  @rule:search/bad-sort-is-refused @match:refused
  Rule: What cannot be sorted by is refused

    Scenario Outline: <value>
      When the client searches for:
        | _sort | <value> |
      Then the search is rejected with 400 invalid "Bad request: _sort: '<value>' is not supported (date, patient, practitioner, each also with a leading -)"

      Examples:
        | value     |
        | status    |
        | --date    |

  @rule:search/bad-paging-is-refused @match:refused
  Rule: A page that is not a number is refused

    Scenario Outline: <name> as <value>
      When the client searches for:
        | <name> | <value> |
      Then the search is rejected with 400 invalid "Bad request: <name>: '<value>' is not a whole number of 0 or more"

      Examples:
        | name    | value |
        | _count  | ten   |
        | _count  | -1    |
        | _offset | 1.5   |

  @rule:search/unknown-parameter-is-ignored
  Rule: An unknown parameter does not filter

    Scenario: Beside a known one
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | date      | {day} |
        | favourite | blue  |
      Then the searchset holds "A", "B", "C"

  @rule:search/by-post
  Rule: A search may be posted

    Scenario: As a form
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And they are moved to:
        | name | start             | end               |
        | B    | {day+1}T09:00:00Z | {day+1}T09:30:00Z |
      And the header "content-type" is "application/x-www-form-urlencoded"
      When the client sends POST "/Appointment/_search" with:
        """
        patient=Patient/Pat&date={day}
        """
      Then the searchset holds "A", "C"
