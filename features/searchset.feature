Feature: The searchset
  A search answers with a Bundle of nothing but total, links and entries, ten to a page unless told otherwise.
  A client that follows the link to the next page until there is none sees every match once.

  @rule:searchset/shape
  Rule: A Bundle of type searchset

    Scenario: Its members
      Given an appointment
      When the client searches for:
        | date | {day} |
      Then the answer has:
        | resourceType | Bundle    |
        | type         | searchset |
        | id           | (absent)  |
        | meta         | (absent)  |
        | timestamp    | (absent)  |

  @rule:searchset/total
  Rule: total counts all matches

    Scenario: More than the page holds
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _count  | 2           |
      Then the answer has:
        | total | 3 |
      And the page holds 2 entries

    Scenario: Those that are cancelled count, too
      Given a cancelled appointment
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the answer has:
        | total | 1 |

    Scenario: One without a reason counts, too
      Given an appointment with:
        | reasonCode | (absent) |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the answer has:
        | total | 1 |

    Scenario: On the last page as on the first
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _count  | 2           |
        | _offset | 2           |
      Then the answer has:
        | total | 3 |
      And the page holds 1 entries

  @rule:searchset/entry
  Rule: An entry holds the resource alone

    Scenario: Neither fullUrl nor search mode
      Given an appointment
      When the client searches for:
        | _id | {id of the appointment} |
      Then the answer has:
        | entry[0].resource.resourceType | Appointment |
        | entry[0].fullUrl               | (absent)    |
        | entry[0].search                | (absent)    |

  @rule:searchset/links
  Rule: The links have their order

    Scenario: Everything on one page
      Given an appointment
      When the client searches for:
        | date | {day} |
      Then the links of the answer are "self", "first", "last"

  @rule:searchset/next-link
  Rule: A further page has its link

    Scenario: A further page
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _count  | 1           |
      Then the links of the answer are "self", "first", "next", "last"

    Scenario: The last page has no next
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _count  | 1           |
        | _offset | 2           |
      Then the links of the answer are "self", "first", "last"

  @rule:searchset/link-urls
  Rule: A link repeats the request

    Scenario: Relative, encoded, paged
      Given an appointment
      When the client searches for:
        | patient      | Patient/Pat      |
        | practitioner | Practitioner/Ann |
        | date         | {day}            |
        | _count       | 5                |
      Then the answer has the links:
        | self  | /Appointment?patient=Patient%2F{id of Pat}&practitioner=Practitioner%2F{id of Ann}&date={day}&_count=5&_offset=0 |
        | first | /Appointment?patient=Patient%2F{id of Pat}&practitioner=Practitioner%2F{id of Ann}&date={day}&_count=5&_offset=0 |
        | last  | /Appointment?patient=Patient%2F{id of Pat}&practitioner=Practitioner%2F{id of Ann}&date={day}&_count=5&_offset=0 |

    Scenario: Also of what stands there twice, and of what is no filter
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | date   | ge{day}   |
        | date   | le{day+1} |
        | status | proposed  |
        | _sort  | -date     |
        | _count | 1         |
      Then the answer has the links:
        | self  | /Appointment?date=ge{day}&date=le{day+1}&status=proposed&_sort=-date&_count=1&_offset=0 |
        | first | /Appointment?date=ge{day}&date=le{day+1}&status=proposed&_sort=-date&_count=1&_offset=0 |
        | next  | /Appointment?date=ge{day}&date=le{day+1}&status=proposed&_sort=-date&_count=1&_offset=1 |
        | last  | /Appointment?date=ge{day}&date=le{day+1}&status=proposed&_sort=-date&_count=1&_offset=2 |

  @rule:searchset/default-page
  Rule: A page holds ten entries

    Scenario: Eleven matches
      Given 11 appointments on the day
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the page holds 10 entries

    Scenario: Of all appointments
      When the client sends GET "/Appointment"
      Then the page holds 10 entries, or all matches where they are fewer

  @rule:searchset/paging
  Rule: The pages together hold every match once

    Scenario: Of all appointments
      When the client searches for:
        | _sort  | date |
        | _count | 2    |
      Then the first 3 pages show, one after the other, what a page of 6 entries shows

    Scenario Outline: In order of the <key>, who is the same
      Given 11 appointments on the day
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _sort   | <key>       |
        | _count  | 4           |
      Then the first 3 pages show, one after the other, what a page of 12 entries shows

      Examples:
        | key          |
        | patient      |
        | practitioner |

    Scenario: Two to a page
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _sort   | date        |
        | _count  | 2           |
      Then the searchset holds, in this order, "A", "B", "C"

    Scenario: One to a page
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _sort   | -date       |
        | _count  | 1           |
      Then the searchset holds, in this order, "C", "B", "A"

    Scenario: A page begins where it is asked to
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _sort   | date        |
        | _count  | 2           |
        | _offset | 1           |
      Then the searchset holds, in this order, "B", "C"

    Scenario: Behind the last there is nothing
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _count  | 2           |
        | _offset | 4           |
      Then the page holds 0 entries

    Scenario: The links name their pages
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | date    | {day} |
        | _count  | 1     |
        | _offset | 1     |
      Then the answer has the links:
        | self  | /Appointment?date={day}&_count=1&_offset=1 |
        | first | /Appointment?date={day}&_count=1&_offset=0 |
        | next  | /Appointment?date={day}&_count=1&_offset=2 |
        | last  | /Appointment?date={day}&_count=1&_offset=2 |

    Scenario: The eleventh stands on the second page
      Given 11 appointments on the day
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the searchset holds "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"

    Scenario: The last page may be full
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client searches for:
        | date   | {day} |
        | _count | 3     |
      Then the answer has the links:
        | last | /Appointment?date={day}&_count=3&_offset=0 |

  @rule:searchset/largest-page
  Rule: A page holds a hundred entries at most

    Scenario: A larger page may be asked for
      Given 11 appointments on the day
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
        | _count  | 500         |
      Then the page holds 11 entries

    Scenario: Of all appointments
      When the client searches for:
        | _count | 500 |
      Then the page holds 100 entries, or all matches where they are fewer

    @needs:records
    Scenario: More are asked for
      Given 101 appointments on the day
      When the client searches for:
        | date   | {day} |
        | _count | 500   |
      Then the page holds 100 entries
      And the answer has the links:
        | next | /Appointment?date={day}&_count=100&_offset=100 |

  @rule:searchset/empty
  Rule: Without a match there is nothing but the total

    Scenario: A day without appointments
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day-1}     |
      Then the search answers 200
      And the answer has:
        | total | 0        |
        | link  | (absent) |
        | entry | (absent) |

    Scenario: An id that no appointment has
      When the client searches for:
        | _id | a47c7b0e-bbb4-42cd-bc4a-df259d148ea1 |
      Then the search answers 200
      And the answer has:
        | total | 0        |
        | entry | (absent) |
