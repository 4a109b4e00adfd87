@needs:resource-Practitioner
Feature: Practitioner
  The staff of a practice can be read and found, by name as by id.
  A search shows those who can be scheduled; who wants the others as well has to ask.

  @rule:practitioner/shows-the-credentialed-name
  Rule: A Practitioner shows the name with its credentials

    Scenario: Its members
      When the client reads practitioner "Ann"
      Then the answer has:
        | id             | {hex} |
        | name[0].use    | usual |
        | name[0].text   | {any} |
        | name[0].family | {any} |
        | name[1]        | (absent) |

    @needs:records
    Scenario: The credentials stand behind the name
      Given in Canvas practitioner "Ann" has:
        | given       | Ines         |
        | family      | Duarte       |
        | credentials | DO           |
        | npi         | "1234567893" |
      When the client reads practitioner "Ann"
      Then the answer has:
        | identifier | [{"system":"http://hl7.org/fhir/sid/us-npi","value":"1234567893"}]          |
        | name       | [{"use":"usual","text":"Ines Duarte DO","family":"Duarte","given":["Ines"]}] |

  @rule:practitioner/only-scheduleable-are-found
  Rule: A search finds those who can be scheduled

    Scenario: One who can be
      When the client searches Practitioner for:
        | _id | {id of Ann} |
      Then the searchset holds "Ann"

    @needs:records
    Scenario: One who cannot be is left out
      Given in Canvas practitioner "Bea" has:
        | scheduleable | false |
      When the client sends GET "/Practitioner"
      Then the searchset holds "Ann"

    @needs:records
    Scenario: One who cannot be is not found by id either
      Given in Canvas practitioner "Bea" has:
        | scheduleable | false |
      When the client searches Practitioner for:
        | _id | {id of Bea} |
      Then the searchset holds nothing

  @rule:practitioner/include-non-scheduleable @until:2024-07-02
  Rule: include-non-scheduleable-practitioners finds the others as well

    @needs:records
    Scenario: Who can be scheduled is found as ever
      When the client searches Practitioner for:
        | _id                                    | {id of Ann} |
        | include-non-scheduleable-practitioners | true        |
      Then the searchset holds "Ann"

    Scenario: With the value false it finds no more than without
      When the client searches Practitioner for:
        | include-non-scheduleable-practitioners | false |
      Then the search finds as many as with:
        | include-non-scheduleable-practitioners | (absent) |

    @needs:records
    Scenario Outline: With the value <value>
      Given in Canvas practitioner "Bea" has:
        | scheduleable | false |
      When the client searches Practitioner for:
        | include-non-scheduleable-practitioners | <value> |
      Then the searchset holds <found>

      Examples:
        | value | found        |
        | true  | "Ann", "Bea" |
        | false | "Ann"        |

  @rule:practitioner/include-non-schedulable @since:2024-07-02
  Rule: include-non-schedulable-practitioners finds the others as well

    @needs:records
    Scenario: Who can be scheduled is found as ever
      When the client searches Practitioner for:
        | _id                                   | {id of Ann} |
        | include-non-schedulable-practitioners | true        |
      Then the searchset holds "Ann"

    Scenario: With the value false it finds no more than without
      When the client searches Practitioner for:
        | include-non-schedulable-practitioners | false |
      Then the search finds as many as with:
        | include-non-schedulable-practitioners | (absent) |

    @needs:records
    Scenario Outline: With the value <value>
      Given in Canvas practitioner "Bea" has:
        | scheduleable | false |
      When the client searches Practitioner for:
        | include-non-schedulable-practitioners | <value> |
      Then the searchset holds <found>

      Examples:
        | value | found        |
        | true  | "Ann", "Bea" |
        | false | "Ann"        |

  @rule:practitioner/name-finds-by-part
  Rule: name finds by any part of the name

    Scenario: A part that no name has
      When the client searches Practitioner for:
        | name | xqzzyx |
      Then the searchset holds nothing

    Scenario: A part of a name that somebody has
      When the client searches Practitioner by a part of the name of practitioner "Ann"
      Then the searchset shows a Practitioner with:
        | id | {id of Ann} |

    @needs:records
    Scenario Outline: <part>
      Given in Canvas practitioner "Ann" has:
        | given  | Ines   |
        | family | Duarte |
      When the client searches Practitioner for:
        | name | <part> |
      Then the searchset holds "Ann"

      Examples:
        | part   |
        | Duarte |
        | duar   |
        | ARTE   |
        | ines   |

  @rule:practitioner/id-finds
  Rule: _id finds one practitioner

    Scenario: By the id
      When the client searches Practitioner for:
        | _id | {id of Ann} |
      Then the searchset holds "Ann"

    Scenario: An id that nobody has
      When the client searches Practitioner for:
        | _id | 6f1d7c520000400080003b9ac9ff0000 |
      Then the page holds 0 entries
