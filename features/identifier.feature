Feature: External identifiers
  An appointment carries identifiers of other systems, each with a period. An update replaces those that are
  still good and leaves those that have expired.

  @rule:identifier/stored
  Rule: Identifiers are stored as they are sent

    Scenario: All members
      When the client creates an appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"Kx-0077 /ä","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      Then the appointment has:
        | identifier[0].use    | usual                                          |
        | identifier[0].system | urn:harness                                    |
        | identifier[0].value  | Kx-0077 /ä                                     |
        | identifier[0].period | {"start":"2001-01-01","end":"2098-12-31"} |

    Scenario: None
      When the client creates an appointment with:
        | identifier | (absent) |
      Then the appointment has:
        | identifier | (absent) |

    Scenario: Half of a period
      When the client creates an appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01"}} |
        | identifier[1] | {"use":"usual","system":"urn:harness","value":"A-2","period":{"end":"2098-12-31"}}   |
      Then the appointment has:
        | identifier[0].period.start | 2001-01-01 |
        | identifier[1].period.end   | 2098-12-31 |

    Scenario: Three of them
      When the client creates an appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"0012"} |
        | identifier[1] | {"use":"old","system":"http://ids.example","value":"B-2"} |
        | identifier[2] | {"use":"secondary","system":"https://ids.example/Of/a#B","value":"C-3"} |
      Then the appointment has:
        | identifier[0].value  | "0012"                     |
        | identifier[1].use    | old                        |
        | identifier[1].system | http://ids.example         |
        | identifier[1].value  | B-2                        |
        | identifier[2].use    | secondary                  |
        | identifier[2].system | https://ids.example/Of/a#B |
        | identifier[2].value  | C-3                        |

    Scenario: One that another appointment has, too
      Given these appointments:
        | name | start           | identifier[0]                                       |
        | A    | {day}T09:00:00Z | {"use":"usual","system":"urn:harness","value":"T-1"} |
        | B    | {day}T10:00:00Z | {"use":"usual","system":"urn:harness","value":"T-1"} |
      Then appointment "A" has:
        | identifier[0].value | T-1 |
      And appointment "B" has:
        | identifier[0].value | T-1 |

    Scenario: Added by an update
      Given an appointment
      When the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"Mixed-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      Then the appointment has:
        | identifier[0].use    | usual                                     |
        | identifier[0].system | urn:harness                               |
        | identifier[0].value  | Mixed-1                                       |
        | identifier[0].period | {"start":"2001-01-01","end":"2098-12-31"} |

  @rule:identifier/use-is-known @match:refused @since:2024-04-19
  Rule: The use is one of five words

    Scenario Outline: <use> is taken
      When the client creates an appointment with:
        | identifier[0] | {"use":"<use>","system":"urn:harness","value":"A-1"} |
      Then the create succeeds
      And the appointment has:
        | identifier[0].use | <use> |

      Examples:
        | use       |
        | usual     |
        | official  |
        | temp      |
        | secondary |
        | old       |

    Scenario: Another word
      When the client creates an appointment with:
        | identifier[0] | {"use":"nickname","system":"urn:harness","value":"A-1"} |
      Then the create is rejected with 400 invalid "Bad request: identifier[0].use: 'nickname' is none of usual, official, temp, secondary, old"

  @rule:identifier/has-defaults @since:2024-04-19
  Rule: Use and period have defaults

    Scenario: Neither was sent
      When the client creates an appointment with:
        | identifier[0] | {"system":"urn:harness","value":"A-1"} |
      Then the appointment has:
        | identifier[0].use    | usual                                     |
        | identifier[0].period | {"start":"1970-01-01","end":"2100-12-31"} |

    Scenario: One half of the period was sent
      When the client creates an appointment with:
        | identifier[0] | {"use":"old","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01"}} |
        | identifier[1] | {"use":"old","system":"urn:harness","value":"A-2","period":{"end":"2098-12-31"}}   |
      Then the appointment has:
        | identifier[0].period | {"start":"2001-01-01","end":"2100-12-31"} |
        | identifier[1].period | {"start":"1970-01-01","end":"2098-12-31"} |

    Scenario: Added by an update
      Given an appointment
      When the client updates the appointment with:
        | identifier[0] | {"system":"urn:harness","value":"A-1"} |
      Then the appointment has:
        | identifier[0].use    | usual                                     |
        | identifier[0].period | {"start":"1970-01-01","end":"2100-12-31"} |

  @rule:identifier/assigner-is-write-only @since:2024-04-19
  Rule: The assigner is written and not read

    Scenario: Sent with a display
      When the client creates an appointment with:
        | identifier[0] | {"system":"urn:harness","value":"A-1","assigner":{"display":"Harness"}} |
      Then the create succeeds
      And the appointment has:
        | identifier[0].value    | A-1      |
        | identifier[0].assigner | (absent) |

  @rule:identifier/id-assigned
  Rule: Each identifier is given an id

    Scenario: Sent without one
      When the client creates an appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1"} |
        | identifier[1] | {"use":"usual","system":"urn:harness","value":"A-2"} |
      Then the appointment has:
        | identifier[0].id | {uuid} |
        | identifier[1].id | {uuid} |
      And no two identifiers of the appointment have the same id

  @rule:identifier/updated-by-id
  Rule: The id says which identifier is meant

    Scenario: Its value changes, its id stays
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | A-1 |
      When the client puts the appointment back as it was read, with:
        | identifier[0].value | A-9 |
      Then the appointment keeps the id of its first identifier
      And the appointment has:
        | identifier[0].value | A-9      |
        | identifier[1]       | (absent) |

    Scenario: All of it changes
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | A-1 |
      When the client puts the appointment back as it was read, with:
        | identifier[0].use          | secondary   |
        | identifier[0].system       | urn:other   |
        | identifier[0].period.end   | 2097-12-31  |
      Then the appointment keeps the id of its first identifier
      And the appointment has:
        | identifier[0].use        | secondary  |
        | identifier[0].system     | urn:other  |
        | identifier[0].value      | A-1        |
        | identifier[0].period.end | 2097-12-31 |

    Scenario: Two change together
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
        | identifier[1] | {"use":"usual","system":"urn:other","value":"B-2","period":{"start":"2001-01-01","end":"2098-12-31"}}   |
      And the appointment has:
        | identifier[0].value | A-1 |
        | identifier[1].value | B-2 |
      When the client puts the appointment back as it was read, with:
        | identifier[0].value | A-8 |
        | identifier[1].value | B-9 |
      Then the appointment has:
        | identifier[0].value | A-8      |
        | identifier[1].value | B-9      |
        | identifier[2]       | (absent) |

    Scenario: Those that are left out beside it are deleted
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
        | identifier[1] | {"use":"usual","system":"urn:harness","value":"A-2","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | A-1 |
        | identifier[1].value | A-2 |
      When the client puts the appointment back as it was read, with:
        | identifier[1] | (absent) |
      Then the appointment has:
        | identifier[0].value | A-1      |
        | identifier[1]       | (absent) |

  @rule:identifier/list-replaces-current
  Rule: The list replaces the identifiers that are still good

    Scenario Outline: One that ends <end> and is left out is deleted
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"old","period":{"start":"<start>","end":"<end>"}} |
      And the appointment has:
        | identifier[0].value | old |
      When the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"new"} |
      Then the appointment has:
        | identifier[0].value | new      |
        | identifier[1]       | (absent) |

      Examples:
        | start      | end        |
        | 2001-01-01 | 2098-12-31 |
        | 2097-01-01 | 2098-12-31 |

    Scenario: One whose period has no end is deleted
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"old","period":{"start":"2001-01-01"}} |
      And the appointment has:
        | identifier[0].value | old |
      When the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"new"} |
      Then the appointment has:
        | identifier[0].value | new      |
        | identifier[1]       | (absent) |

    Scenario: One without a period is deleted
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"old"} |
      And the appointment has:
        | identifier[0].value | old |
      When the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"new"} |
      Then the appointment has:
        | identifier[0].value | new      |
        | identifier[1]       | (absent) |

    Scenario: An empty list deletes them all
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"old","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | old |
      When the client updates the appointment with:
        | identifier | [] |
      Then the appointment has:
        | identifier | (absent) |

    Scenario: No list at all keeps them
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"old","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | old |
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | identifier[0].value | old |

  @rule:identifier/expired-survive
  Rule: An expired identifier survives

    Scenario: Left out of the list
      Given an appointment with:
        | identifier[0] | {"use":"old","system":"urn:harness","value":"expired","period":{"start":"2001-01-01","end":"2002-12-31"}} |
      When the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"new"} |
      Then the appointment has:
        | identifier[0].value | expired |
        | identifier[1].value | new     |

    @needs:clock
    Scenario Outline: At <now> one that ends on 2031-03-04 is <state>
      Given the clock says "2031-03-01T00:00:00Z"
      And an appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"first","period":{"start":"2031-01-01","end":"2031-03-04"}} |
      And the clock says "<now>"
      When the client updates the appointment with:
        | identifier | [] |
      Then the appointment has:
        | identifier[0].value | <value> |

      Examples:
        | now                  | state   | value    |
        | 2031-03-04T23:59:59Z | good    | (absent) |
        | 2031-03-05T00:00:00Z | expired | first    |
