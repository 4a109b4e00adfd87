Feature: Start, end and double booking
  Times are instants, shown in UTC. The end only counts as a duration, and nobody checks that it comes last.
  Whether a provider may be booked twice at one time is a setting of the instance; by default it is allowed.

  @rule:booking/start
  Rule: The start may be written in several forms

    Scenario Outline: Sent as <sent>
      When the client creates an appointment with:
        | start | {day}T<sent>    |
        | end   | {day}T20:30:00Z |
      Then the create succeeds
      And the appointment has:
        | start | (at {day}T<read>Z) |

      Examples:
        | sent                | read     |
        | 13:30:00.500+05:30  | 08:00:00 |
        | 13:30:45Z           | 13:30:45 |
        | 13:30:00-05:00      | 18:30:00 |
        | 13:30:00.000Z       | 13:30:00 |
        | 13:30:00+00:00      | 13:30:00 |

      @validation:documented
      Examples: Less than an instant
        | sent                | read     |
        | 13:30Z              | 13:30:00 |
        | 13:30               | 13:30:00 |
        | 13:30:00            | 13:30:00 |
        | 13:30-05:00         | 18:30:00 |

    Scenario Outline: In the night in which American clocks go back, at <time> UTC
      When the client creates an appointment with:
        | start | 2031-11-02T<time>:00Z |
        | end   | 2031-11-02T<end>:00Z  |
      Then the create succeeds
      And the appointment has:
        | start | (at 2031-11-02T<time>:00Z) |

      Examples:
        | time  | end   |
        | 06:30 | 07:00 |
        | 07:30 | 08:00 |
        | 08:30 | 09:00 |
        | 09:30 | 10:00 |

    Scenario: On a leap day
      When the client creates an appointment with:
        | start | 2048-02-29T13:30:00Z |
        | end   | 2048-02-29T14:00:00Z |
      Then the create succeeds
      And the appointment has:
        | start | (at 2048-02-29T13:30:00Z) |

    @validation:documented
    Scenario: Moved by an update to a time without seconds
      Given an appointment
      When the client updates the appointment with:
        | start | {day}T13:30Z |
        | end   | {day}T14:00Z |
      Then the update succeeds
      And the appointment has:
        | start | (at {day}T13:30:00Z) |

    Scenario: Moved by an update
      Given an appointment
      When the client updates the appointment with:
        | start | {day+1}T09:00:00Z |
        | end   | {day+1}T09:30:00Z |
      Then the appointment has:
        | start | (at {day+1}T09:00:00Z) |
        | end   | (at {day+1}T09:30:00Z) |

  @rule:booking/end
  Rule: The end is kept as a duration

    Scenario Outline: From 13:30 to <end>
      When the client creates an appointment with:
        | start | {day}T13:30:00Z |
        | end   | {day}T<end>     |
      Then the appointment has:
        | end | (at {day}T<read>Z) |

      Examples:
        | end            | read     |
        | 14:00:00.000Z  | 14:00:00 |
        | 18:00:00+02:00 | 16:00:00 |
        | 23:59:00Z      | 23:59:00 |

      @validation:documented
      Examples: Less than an instant
        | end            | read     |
        | 13:45Z         | 13:45:00 |

    Scenario: Past midnight
      When the client creates an appointment with:
        | start | {day}T23:30:00Z   |
        | end   | {day+1}T00:40:00Z |
      Then the appointment has:
        | start | (at {day}T23:30:00Z)   |
        | end   | (at {day+1}T00:40:00Z) |

    Scenario: Moved by an update, which makes it an hour and a half
      Given an appointment
      When the client updates the appointment with:
        | end | {day}T16:30:00Z |
      Then the appointment has:
        | end | (at {day}T16:30:00Z) |

  @rule:booking/end-is-not-validated @until:2024-04-19
  Rule: An end before the start is accepted

    Scenario Outline: From 13:30 to <end>
      When the client creates an appointment with:
        | start | {day}T13:30:00Z |
        | end   | {day}T<end>:00Z |
      Then the create succeeds
      And the appointment has:
        | start | (at {day}T13:30:00Z) |
        | end   | (at {day}T<end>:00Z) |

      Examples:
        | end   |
        | 13:00 |
        | 13:30 |

  @rule:booking/end-is-after-start @match:refused @since:2024-04-19
  Rule: The duration is more than nothing

    Scenario Outline: From 13:30 to <end>
      When the client creates an appointment with:
        | start | {day}T13:30:00Z |
        | end   | {day}T<end>:00Z |
      Then the create is rejected with 422 business-rule "Appointment duration must be greater than 0 minutes"

      Examples:
        | end   |
        | 13:00 |
        | 13:30 |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status | booked          |
        | end    | {day}T14:00:00Z |
      Then the update is rejected with 422 business-rule "Appointment duration must be greater than 0 minutes"
      And the appointment has:
        | end | (at {day}T15:30:00Z) |

    Scenario: A minute is enough
      When the client creates an appointment with:
        | start | {day}T13:30:00Z |
        | end   | {day}T13:31:00Z |
      Then the create succeeds

  @rule:booking/update-is-no-reschedule @since:2024-07-02
  Rule: An update is not a reschedule

    Scenario: Moved to another day
      Given an appointment
      And the client updates the appointment with:
        | start | {day+1}T09:00:00Z |
        | end   | {day+1}T09:30:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | ge{day}     |
        | date    | le{day+1}   |
      Then the searchset holds "the appointment"
      And the appointment has:
        | status                             | proposed          |
        | start                              | (at {day+1}T09:00:00Z) |
        | supportingInformation[Appointment] | (absent)          |

  @rule:booking/shown-in-utc
  Rule: Times are read in UTC without fractions

    Scenario: Sent with an offset that crosses midnight, and with milliseconds
      When the client creates an appointment with:
        | start | {day}T23:30:00.250-08:00 |
        | end   | {day+1}T00:15:00-08:00   |
      Then the appointment has:
        | start | {day+1}T07:30:00+00:00 |
        | end   | {day+1}T08:15:00+00:00 |

    Scenario: Sent so by an update
      Given an appointment
      When the client updates the appointment with:
        | start | {day}T23:30:00.250-08:00 |
        | end   | {day+1}T00:15:00-08:00   |
      Then the appointment has:
        | start | {day+1}T07:30:00+00:00 |
        | end   | {day+1}T08:15:00+00:00 |

  @rule:booking/times-are-instants @validation:documented @match:refused
  Rule: What is not a date and time is refused

    Scenario Outline: <member> as <value>
      When the client creates an appointment with:
        | <member> | <value> |
      Then the create is rejected with 400 invalid "Bad request: <member>: '<value>' is not a date and time (YYYY-MM-DDTHH:MM, then optional seconds and zone)"

      Examples:
        | member | value                |
        | start  | tomorrow at noon     |
        | start  | {day}                |
        | start  | 2031-02-30T10:00:00Z |
        | start  | 2031-13-01T10:00:00Z |
        | start  | 2031-03-04T25:00:00Z |
        | start  | 2031-03-04T10        |
        | end    | {day}                |
        | end    | 2031-02-30T10:00:00Z |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
        | start  | noon   |
      Then the update is rejected with 400 invalid "Bad request: start: 'noon' is not a date and time (YYYY-MM-DDTHH:MM, then optional seconds and zone)"

  @rule:booking/time-required @match:refused @until:2024-01-25
  Rule: A new appointment needs a start and an end

    Scenario Outline: Without <member>
      When the client creates an appointment with:
        | <member> | (absent) |
      Then the create is rejected with 400 invalid "Bad request: <member>: required to book an appointment"

      Examples:
        | member |
        | start  |
        | end    |

  @rule:booking/double-booking-allowed @needs:double-booking-on
  Rule: A provider may be booked twice

    Scenario: The same time again
      Given an appointment
      When the client creates an appointment
      Then the create succeeds, unless the instance forbids double booking

    Scenario: Moved to the time of another
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
      When the client updates appointment "B" with:
        | start | {day}T09:00:00Z |
        | end   | {day}T09:30:00Z |
      Then the update succeeds, unless the instance forbids double booking

  @rule:booking/double-booking-refused @match:template @needs:double-booking-off
  Rule: With double booking disallowed, taken time is refused

    Scenario Outline: From <start> to <end>
      Given an appointment
      And the setting doubleBooking is forbid
      When the client creates an appointment with:
        | start | {day}T<start>:00Z |
        | end   | {day}T<end>:00Z   |
      Then the create is rejected with 422 business-rule "This appointment time is no longer available."

      Examples:
        | start | end   |
        | 15:00 | 15:30 |
        | 15:15 | 15:45 |
        | 14:45 | 15:01 |
        | 15:10 | 15:20 |
        | 14:00 | 17:00 |

    Scenario Outline: Next to it, from <start> to <end>
      Given an appointment
      And the setting doubleBooking is forbid
      When the client creates an appointment with:
        | start | {day}T<start>:00Z |
        | end   | {day}T<end>:00Z   |
      Then the create succeeds

      Examples:
        | start | end   |
        | 14:30 | 15:00 |
        | 15:30 | 16:00 |

    Scenario: Two creates at the same time for one time
      Given the setting doubleBooking is forbid
      When the client creates at the same time these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T09:00:00Z |
      Then one of them succeeds, and each other is rejected with 422 business-rule "This appointment time is no longer available."

    @needs:second-practitioner
    Scenario: Another provider
      Given an appointment
      And the setting doubleBooking is forbid
      When the client creates an appointment with:
        | participant[0].actor.reference | Practitioner/Bea |
      Then the create succeeds

    Scenario: A cancelled appointment gives its time back
      Given a cancelled appointment
      And the setting doubleBooking is forbid
      When the client creates an appointment
      Then the create succeeds

    Scenario: An update into taken time
      Given an appointment
      And the setting doubleBooking is forbid
      And these appointments:
        | name | start           | end             |
        | B    | {day}T10:00:00Z | {day}T10:30:00Z |
      When the client updates appointment "B" with:
        | status | booked          |
        | start  | {day}T15:00:00Z |
        | end    | {day}T15:30:00Z |
      Then the update is rejected with 422 business-rule "This appointment time is no longer available."

    Scenario: An update that stays where it is
      Given an appointment
      And the setting doubleBooking is forbid
      When the client updates the appointment with:
        | start | {day}T15:00:00Z |
        | end   | {day}T15:20:00Z |
      Then the update succeeds

    Scenario: Moved into the time of another
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the setting doubleBooking is forbid
      When the client updates appointment "B" with:
        | status | booked          |
        | start  | {day}T09:02:00Z |
        | end    | {day}T09:32:00Z |
      Then the update is rejected with 422 business-rule "This appointment time is no longer available."

    @needs:second-practitioner
    Scenario: Given to a practitioner whose time is taken
      Given these appointments:
        | name | start           | participant[0].actor.reference |
        | A    | {day}T09:00:00Z | Practitioner/Ann               |
        | B    | {day}T09:00:00Z | Practitioner/Bea               |
      And the setting doubleBooking is forbid
      When the client updates appointment "B" with:
        | participant | [{"actor":{"reference":"Practitioner/Ann"},"status":"accepted"},{"actor":{"reference":"Patient/Pat"},"status":"accepted"}] |
      Then the update is rejected with 422 business-rule "This appointment time is no longer available."

    Scenario: Moved up to the end of another
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the setting doubleBooking is forbid
      When the client updates appointment "B" with:
        | start | {day}T09:05:00Z |
        | end   | {day}T09:35:00Z |
      Then the update succeeds

    @needs:second-practitioner
    Scenario: Moved into the time of another, with another practitioner
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the setting doubleBooking is forbid
      When the client updates appointment "B" with:
        | participant[0].actor.reference | Practitioner/Bea |
        | start                          | {day}T09:02:00Z  |
        | end                            | {day}T09:32:00Z  |
      Then the update succeeds
