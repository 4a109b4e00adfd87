@needs:resource-Slot
Feature: Slot
  The times at which a practitioner can still be booked: working hours, cut into slots, less what is taken.
  They are worked out anew for each search, in the time of the clinic.

  @rule:slot/schedule-is-required @match:refused
  Rule: A search names a schedule

    Scenario: Without one
      When the client searches Slot for:
        | start | {day} |
      Then the search is rejected with 400 invalid "Bad request: schedule: required, the id of a Schedule"

  @rule:slot/bad-day-is-refused @match:refused @needs:clinic-number
  Rule: What is not a day is refused

    Scenario Outline: <parameter> as <value>
      When the client searches Slot for:
        | schedule    | Location.{clinic.number}-Staff.{id of Ann} |
        | <parameter> | <value>                                    |
      Then the search is rejected with 400 invalid "Bad request: <parameter>: '<value>' is not a day of the form YYYY-MM-DD"

      Examples:
        | parameter | value                |
        | start     | 2031-02-30           |
        | start     | tomorrow             |
        | start     | 2031-03-04T99:00:00Z |
        | end       | 2031-13-01           |

  @rule:slot/bad-duration-is-refused @match:refused @needs:clinic-number
  Rule: What is not a length in minutes is refused

    Scenario Outline: <value>
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | duration | <value>                                    |
      Then the search is rejected with 400 invalid "Bad request: duration: '<value>' is not a whole number of minutes from 1 to 1440"

      Examples:
        | value |
        | long  |
        | 0     |
        | -20   |
        | 20.5  |
        | 1441  |

  @rule:slot/end-before-start-is-refused @match:refused @needs:clinic-number
  Rule: The end does not lie before the start

    Scenario: The same day is a span
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day}                                      |
      Then the search succeeds

    Scenario: A day too early
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day-1}                                    |
      Then the search is rejected with 400 invalid "Bad request: end: lies before start"

  @rule:slot/window-is-bounded @match:refused @needs:clinic-number
  Rule: A search spans 92 days at most

    Scenario: As long as it may be
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day+92}                                   |
        | duration | 480                                        |
      Then the search succeeds

    Scenario: A day too long
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day+93}                                   |
        | duration | 480                                        |
      Then the search is rejected with 400 invalid "Bad request: end: lies more than 92 days after start"

  @rule:slot/shows-a-free-time
  Rule: A Slot shows a free time and has no id

    @needs:records
    Scenario: Its members
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows a Slot with:
        | id                 | (absent)                                            |
        | schedule.reference | Schedule/Location.{clinic.number}-Staff.{id of Ann} |
        | status             | free                                                |
        | start              | {day}T09:00:00-08:00                                |
        | end                | {day}T09:20:00-08:00                                |

    @needs:clinic-number
    Scenario: Whatever is free
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows no Slot with:
        | id | {any} |
      And the searchset shows no Slot with:
        | status | busy |
      And the searchset shows no Slot with:
        | schedule.reference | Location.{clinic.number}-Staff.{id of Ann} |

  @rule:slot/schedule-selects
  Rule: schedule selects the slots of one schedule

    @needs:records
    Scenario Outline: As <schedule>
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | <schedule> |
        | start    | {day}      |
        | end      | {day}      |
      Then the searchset shows a Slot with:
        | schedule.reference | Schedule/Location.{clinic.number}-Staff.{id of Ann} |
      And the page holds 5 entries

      Examples:
        | schedule                                            |
        | Location.{clinic.number}-Staff.{id of Ann}          |
        | Schedule/Location.{clinic.number}-Staff.{id of Ann} |

    @needs:clinic-number
    Scenario: With its type and without
      When the client searches Slot for:
        | schedule | Schedule/Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                               |
        | end      | {day+6}                                             |
      Then the search finds as many as with:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |

    Scenario: One that does not exist has no slots
      When the client searches Slot for:
        | schedule | Location.999999-Staff.{id of Ann} |
        | start    | {day}                             |
      Then the search succeeds
      And the page holds 0 entries

  @rule:slot/begins-today @needs:clock @needs:records
  Rule: Without a start the slots begin on the current UTC day

    Background:
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |

    Scenario Outline: At <now>
      Given the clock says "<now>"
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
      Then the answer has:
        | entry[0].resource.start | <first> |

      Examples:
        | now                  | first                     |
        | 2031-03-04T12:00:00Z | 2031-03-04T09:00:00-08:00 |
        | 2031-03-04T23:59:59Z | 2031-03-04T09:00:00-08:00 |
        | 2031-03-05T02:00:00Z | 2031-03-05T09:00:00-08:00 |

    Scenario: A start is the first day
      Given the clock says "2031-03-04T12:00:00Z"
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | 2031-03-06                                 |
      Then the answer has:
        | entry[0].resource.start | 2031-03-06T09:00:00-08:00 |

  @rule:slot/ends-after-a-week
  Rule: Without an end the slots end on the seventh day after the start

    @needs:clinic-number
    Scenario: Whatever is free
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows no Slot with:
        | start | {day+8}T{any} |
      And the searchset shows no Slot with:
        | start | {day+9}T{any} |
      And the searchset shows no Slot with:
        | start | {day+10}T{any} |

    @needs:records
    Scenario: Without an end
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows a Slot with:
        | start | {day+7}T09:00:00{any} |
      And the searchset shows no Slot with:
        | start | {day+8}T{any} |

    @needs:records
    Scenario: An end is the last day
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day+9}                                    |
      Then the searchset shows a Slot with:
        | start | {day+9}T09:00:00{any} |
      And the searchset shows no Slot with:
        | start | {day+10}T{any} |

  @rule:slot/lasts-twenty-minutes
  Rule: A slot lasts twenty minutes unless told otherwise

    @needs:records
    Scenario: Twenty minutes
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows a Slot with:
        | start | {day}T09:00:00-08:00 |
        | end   | {day}T09:20:00-08:00 |

    @needs:records
    Scenario Outline: <duration> minutes
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | duration | <duration>                                 |
      Then the searchset shows a Slot with:
        | start | {day}T09:00:00-08:00 |
        | end   | {day}T<end>-08:00    |

      Examples:
        | duration | end      |
        | 1        | 09:01:00 |
        | 45       | 09:45:00 |
        | 60       | 10:00:00 |

    @needs:clinic-number
    Scenario: Every one that is free
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then every Slot lasts 20 minutes

    @needs:clinic-number
    Scenario: Every one that is free for 45 minutes
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | duration | 45                                         |
      Then every Slot lasts 45 minutes

  @rule:slot/lies-in-working-hours @needs:records
  Rule: Slots follow each other through the working hours of the clinic

    Scenario: From the beginning, as long as there is room
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:30","to":"10:15"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day}                                      |
      Then the answer has:
        | entry[0].resource.start | {day}T09:30:00-08:00 |
        | entry[2].resource.start | {day}T09:50:00-08:00 |
        | entry[3]                | (absent)             |

    Scenario: Not on other days
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[1],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | 2031-03-10                                 |
        | end      | 2031-03-16                                 |
      Then the searchset shows a Slot with:
        | start | 2031-03-10T09:00:00-07:00 |
      And the page holds 5 entries

    Scenario: The night in which the clocks go forward is an hour shorter
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0],"from":"01:00","to":"04:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | 2031-03-09                                 |
        | end      | 2031-03-09                                 |
        | duration | 60                                         |
      Then the answer has:
        | entry[0].resource.start | 2031-03-09T01:00:00-08:00 |
        | entry[4].resource.start | 2031-03-09T03:00:00-07:00 |
        | entry[5]                | (absent)                  |

  @rule:slot/begins-on-quarter-hours @needs:records
  Rule: Slots begin on the quarter hours, too

    Scenario Outline: Twenty minutes at <start>
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:05"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows a Slot with:
        | start | {day}T<start>:00-08:00 |

      Examples:
        | start |
        | 09:00 |
        | 09:15 |
        | 09:20 |
        | 09:30 |
        | 09:40 |
        | 09:45 |

  @rule:slot/instants-bound-the-search @needs:records
  Rule: A search may name instants

    Scenario: From a quarter past to a quarter to
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}T17:15:00Z                            |
        | end      | {day}T17:45:00Z                            |
      Then the searchset shows a Slot with:
        | start | {day}T09:20:00-08:00 |
      And the searchset shows no Slot with:
        | start | {day}T09:00:00-08:00 |
      And the searchset shows no Slot with:
        | start | {day}T09:30:00-08:00 |

  @rule:slot/booked-time-is-taken
  Rule: Booked time is not offered

    @needs:records
    Scenario Outline: Booked from <start> to <end> UTC
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      And an appointment with:
        | start | {day}T<start>:00Z |
        | end   | {day}T<end>:00Z   |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows no Slot with:
        | start | {day}T<taken>:00-08:00 |
      And the searchset shows a Slot with:
        | start | {day}T<free>:00-08:00 |

      Examples:
        | start | end   | taken | free  |
        | 17:00 | 17:20 | 09:00 | 09:20 |
        | 17:20 | 17:40 | 09:20 | 09:40 |
        | 17:25 | 17:35 | 09:20 | 09:00 |
        | 17:30 | 17:45 | 09:40 | 09:00 |
        | 16:30 | 17:01 | 09:00 | 09:20 |

    @needs:records
    Scenario: At another location
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      And an appointment with:
        | start                 | {day}T17:20:00Z                  |
        | end                   | {day}T17:40:00Z                  |
        | supportingInformation | [{"reference":"Location/Annex"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows no Slot with:
        | start | {day}T09:20:00-08:00 |

    @needs:records
    Scenario: By another practitioner, it stays free
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      And an appointment with:
        | start                          | {day}T17:20:00Z  |
        | end                            | {day}T17:40:00Z  |
        | participant[0].actor.reference | Practitioner/Bea |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows a Slot with:
        | start | {day}T09:20:00-08:00 |

    @needs:clinic-number
    Scenario: The first that was free, once it is booked
      Given an appointment in the first slot of:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then no Slot begins with the appointment

    @needs:clinic-number
    Scenario: The first that was free, once an appointment has moved there
      Given an appointment
      And the client moves the appointment to the first slot of:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then no Slot begins with the appointment

  @rule:slot/cancelled-time-is-free
  Rule: The time of a cancelled appointment is offered again

    @needs:records
    Scenario: Booked and cancelled
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      And an appointment with:
        | start | {day}T17:20:00Z |
        | end   | {day}T17:40:00Z |
      And the client updates the appointment with:
        | status | cancelled |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the searchset shows a Slot with:
        | start | {day}T09:20:00-08:00 |

    @needs:clinic-number
    Scenario: The first that was free, booked and cancelled
      Given an appointment in the first slot of:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      And the client updates the appointment with:
        | status | cancelled |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then a Slot begins with the appointment

  @rule:slot/shown-in-clinic-time @needs:records @needs:settings
  Rule: Times are those of the clinic, with their offset

    Scenario Outline: In <zone>
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"10:00"}] |
      And the setting timeZone is <zone>
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | 2031-07-01                                 |
      Then the searchset shows a Slot with:
        | start | 2031-07-01T09:00:00<offset> |
        | end   | 2031-07-01T09:20:00<offset> |

      Examples:
        | zone                | offset |
        | America/Los_Angeles | -07:00 |
        | America/New_York    | -04:00 |
        | Asia/Kolkata        | +05:30 |

  @rule:slot/no-links
  Rule: The searchset shows all slots, without links

    @needs:records
    Scenario: More than a page elsewhere would hold
      Given in Canvas practitioner "Ann" has:
        | hours | [{"days":[0,1,2,3,4,5,6],"from":"09:00","to":"17:00"}] |
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
        | end      | {day}                                      |
        | _count   | 5                                          |
      Then the answer has:
        | total | 47       |
        | link  | (absent) |
      And the page holds 47 entries

    @needs:clinic-number
    Scenario: Neither self nor pages
      When the client searches Slot for:
        | schedule | Location.{clinic.number}-Staff.{id of Ann} |
        | start    | {day}                                      |
      Then the search succeeds
      And the answer has:
        | link | (absent) |

  @rule:slot/appointment-type-is-bookable @needs:clinic-number @since:2025-12-17
  Rule: A search may name the type to be booked

    Scenario: A type that can be booked
      When the client searches Slot for:
        | schedule         | Location.{clinic.number}-Staff.{id of Ann} |
        | start            | {day}                                      |
        | appointment-type | http://snomed.info/sct\|448337001          |
      Then the search succeeds
      And the answer has:
        | entry[0].resource.resourceType | Slot |

    Scenario: A type that does not exist
      When the client searches Slot for:
        | schedule         | Location.{clinic.number}-Staff.{id of Ann} |
        | start            | {day}                                      |
        | appointment-type | INTERNAL\|no_such_type_77                  |
      Then the search succeeds
      And the answer has:
        | total | 0        |
        | entry | (absent) |
