@needs:resource-Schedule
Feature: Schedule
  Who can be booked where: Canvas has one Schedule for each practitioner at each location of theirs.
  Its id is what a search for slots asks for.

  @rule:schedule/one-for-each-practitioner-and-location
  Rule: There is one for each practitioner at each location

    Scenario: A practitioner who can be scheduled
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | actor[0].reference | Practitioner/Ann |

    @needs:records
    Scenario: One at each location
      Given in Canvas practitioner "Bea" has:
        | scheduleable | false |
      When the client sends GET "/Schedule"
      Then the page holds 2 entries
      And the searchset shows no Schedule with:
        | actor[0].reference | Practitioner/Bea |

    @needs:records
    Scenario: None where the practitioner does not work
      Given in Canvas practitioner "Ann" has:
        | locations | ["{id of Annex}"] |
      And in Canvas location "Annex" has:
        | number | 77 |
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | id | Location.77-Staff.{id of Ann} |
      And the searchset shows no Schedule with:
        | id | Location.{clinic.number}-Staff.{id of Ann} |

  @rule:schedule/id-names-location-and-practitioner
  Rule: The id names the location by its number and the practitioner

    @needs:clinic-number
    Scenario: The number of the location
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | id                 | Location.{clinic.number}-Staff.{id of Ann} |
        | actor[0].reference | Practitioner/Ann                           |

    Scenario: Never its UUID
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | id | Location.{any}-Staff.{id of Ann} |
      And the searchset shows no Schedule with:
        | id | Location.{uuid}-Staff.{any} |

  @rule:schedule/says-whose-and-where
  Rule: It says whose it is, and where

    Scenario: The practitioner is its only actor
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | actor       | [{"reference":"Practitioner/Ann","type":"Practitioner"}] |
        | comment     | Schedule for {any} at {any}                              |
        | text.status | generated                                                |
        | text.div    | <div>Schedule for {any} at {any}</div>                   |

    @needs:records
    Scenario: Comment and narrative name practitioner and location
      Given in Canvas practitioner "Ann" has:
        | given       | Ines   |
        | family      | Duarte |
        | credentials | DO     |
      And in Canvas location "Annex" has:
        | name | Harbour House |
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | comment  | Schedule for Ines Duarte DO at Harbour House            |
        | text.div | <div>Schedule for Ines Duarte DO at Harbour House</div> |

  @rule:schedule/all-at-once
  Rule: A search shows all of them at once

    @needs:second-practitioner
    Scenario: Of every practitioner
      When the client sends GET "/Schedule"
      Then the searchset shows a Schedule with:
        | actor[0].reference | Practitioner/Ann |
      And the searchset shows a Schedule with:
        | actor[0].reference | Practitioner/Bea |

    @needs:records
    Scenario: Parameters change nothing
      When the client searches Schedule for:
        | actor  | Practitioner/Ann |
        | _count | 1                |
      Then the answer has:
        | total | 4 |
      And the page holds 4 entries

  @rule:schedule/no-links
  Rule: The searchset has no links

    Scenario: Neither self nor pages
      When the client sends GET "/Schedule"
      Then the search succeeds
      And the answer has:
        | link | (absent) |
