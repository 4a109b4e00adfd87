Feature: Our booking flow
  What our application relies on when it books in Canvas.

  Scenario: A partial update keeps the start
    Given an appointment with:
      | participant[1].actor.reference | Patient/Quinn |
    When the client updates the appointment with:
      | status | booked |
    Then the appointment has:
      | status | booked               |
      | start  | {day}T15:00:00+00:00 |

  Scenario: A cancelled appointment stays cancelled
    Given an appointment with:
      | status | proposed |
    When the client updates the appointment with:
      | status | cancelled |
    And the client updates the appointment with:
      | status | booked |
    Then the appointment has:
      | status | cancelled |
