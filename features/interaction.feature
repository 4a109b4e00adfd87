Feature: The interactions
  Appointment offers create, read, update and search at the root of the FHIR host, in plain JSON.
  What else is asked is refused with an OperationOutcome, and a refusal stores nothing.

  @rule:interaction/served-at-root
  Rule: The resource lies at the root

    Scenario: A search at /Appointment
      When the client sends GET "/Appointment?_count=1"
      Then the request answers 200
      And the answer has:
        | resourceType | Bundle |

  @rule:interaction/plain-json
  Rule: Plain application/json is accepted both ways

    Scenario: A body sent as application/json
      Given the header "content-type" is "application/json"
      And the header "accept" is "application/json"
      When the client creates an appointment
      Then the create succeeds

    Scenario: A charset beside it changes nothing
      Given the header "content-type" is "application/json; charset=utf-8"
      When the client creates an appointment
      Then the create succeeds

    Scenario: A charset beside it changes nothing for an update
      Given an appointment
      And the header "content-type" is "application/json; charset=utf-8"
      When the client updates the appointment with:
        | end | {day}T15:45:00Z |
      Then the update succeeds

    Scenario: A read with nothing but an accept header
      Given an appointment
      And the header "accept" is "application/json"
      When the client sends GET "/Appointment/{id of the appointment}"
      Then the read succeeds
      And the header "content-type" of the answer is "application/{rest}json{rest}"

    Scenario: A refusal is JSON as well
      When the client sends GET "/Appointment/a47c7b0ebbb442cdbc4adf259d148ea1"
      Then the read answers 404
      And the header "content-type" of the answer is "application/{rest}json{rest}"

  @rule:interaction/capabilities
  Rule: The CapabilityStatement lists the four interactions of Appointment

    Scenario: Without a token
      Given the client has no token
      When the client sends GET "/metadata"
      Then the request answers 200
      And the answer has:
        | resourceType | CapabilityStatement |
        | fhirVersion  | 4.0.1               |
        | kind         | instance            |
      And the answer offers "create", "read", "search-type", "update" on Appointment

  @rule:interaction/documented-statuses
  Rule: Each success has its documented status

    Scenario: A create answers 201
      When the client creates an appointment
      Then the create answers 201

    Scenario: A read answers 200
      Given an appointment
      When the client reads the appointment
      Then the read answers 200

    Scenario: An update answers 200
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the update answers 200

    Scenario: A search answers 200
      When the client searches for:
        | patient | Patient/Pat |
      Then the search answers 200

  @rule:interaction/create-answers-null @until:2024-07-02
  Rule: A create answers with the body null

    Scenario: Four characters
      When the client creates an appointment
      Then the create succeeds
      And the body of the answer is "null"

  @rule:interaction/create-answers-nothing @since:2024-07-02
  Rule: A create answers with an empty body

    Scenario: Not one character
      When the client creates an appointment
      Then the create answers 201
      And the body of the answer is ""

  @rule:interaction/create-location-header
  Rule: The new id stands in the location header

    Scenario: A UUID behind the type, and it can be read
      When the client creates an appointment
      Then the header "location" of the answer is "{any}/Appointment/{uuid}{rest}"
      And the appointment has:
        | id | {id of the appointment} |

    Scenario: Two creates at the same time have an id each
      When the client creates at the same time these appointments:
        | name | start           | reasonCode[0].text |
        | A    | {day}T09:00:00Z | The first of two   |
        | B    | {day}T10:00:00Z | The other of two   |
      Then appointment "A" has:
        | reasonCode[0].text | The first of two |
      And appointment "B" has:
        | reasonCode[0].text | The other of two |

  @rule:interaction/location-names-the-host
  Rule: The location header leads back to the same host

    Scenario: The host that was asked
      When the client creates an appointment
      Then the header "location" of the answer names the host that was asked, or none

  @rule:interaction/update-answers-location @since:2024-07-02
  Rule: The answer to an update says where the resource is

    Scenario: The address that was written to
      Given an appointment
      When the client updates the appointment with:
        | description | Another reason |
      Then the header "location" of the answer is "{any}/Appointment/{id of the appointment}"

  @rule:interaction/create-makes-one
  Rule: A create makes one record

    Scenario: A search finds it once
      When the client creates an appointment
      And the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the answer has:
        | total | 1 |

  @rule:interaction/refused-writes-change-nothing
  Rule: A refused write changes nothing

    Scenario: No search finds what was not created
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"NOSUCH77"}],"text":"Anything"}] |
      Then the create is rejected with 422 business-rule "structured reason for visit with code NOSUCH77 does not exist"
      When the client searches for:
        | patient | Patient/Pat |
        | date    | {day}       |
      Then the answer has:
        | total | 0 |

    Scenario: An update that is refused for its reason leaves the status
      Given an appointment
      When the client updates the appointment with:
        | status     | booked                                                                   |
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"NOSUCH77"}],"text":"Anything"}] |
      Then the update is rejected with 422 business-rule "structured reason for visit with code NOSUCH77 does not exist"
      And the appointment has:
        | status | proposed |

    Scenario: Another update is done after one that was refused
      Given an appointment
      And the client updates the appointment with:
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"NOSUCH77"}],"text":"Anything"}] |
      And the update is rejected with 422 business-rule "structured reason for visit with code NOSUCH77 does not exist"
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | status | booked |

  @rule:interaction/location-has-version @until:2024-07-02
  Rule: The location header ends in a version

    Scenario: The first version
      When the client creates an appointment
      Then the header "location" of the answer is "{any}/Appointment/{uuid}/_history/1"

  @rule:interaction/location-has-no-version @since:2024-07-02
  Rule: The location header ends in the id

    Scenario: Nothing behind it
      When the client creates an appointment
      Then the header "location" of the answer is "{any}/Appointment/{uuid}"

  @rule:interaction/update-answers-null @until:2024-07-02
  Rule: An update answers with the body null

    Scenario: Four characters
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the update succeeds
      And the body of the answer is "null"

  @rule:interaction/update-answers-nothing @since:2024-07-02
  Rule: An update answers with an empty body

    Scenario: Not one character
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the update answers 200
      And the body of the answer is ""

  @rule:interaction/correlation-id
  Rule: Every response carries a correlation id

    Scenario: On a success
      When the client sends GET "/Appointment?_count=1"
      Then the header "fumage-correlation-id" of the answer is "{any}"

    Scenario: On a refusal
      When the client sends GET "/Appointment/no-such-id"
      Then the header "fumage-correlation-id" of the answer is "{any}"

    Scenario: On writes
      When the client creates an appointment
      Then the header "fumage-correlation-id" of the answer is "{any}"
      When the client updates the appointment with:
        | status | booked |
      Then the header "fumage-correlation-id" of the answer is "{any}"

    Scenario: Without a token
      Given the client has no token
      When the client sends GET "/Appointment?_count=1"
      Then the header "fumage-correlation-id" of the answer is "{any}"

  @rule:interaction/outcome-shape
  Rule: An OperationOutcome holds one issue and nothing else

    Scenario: Its members
      When the client sends GET "/Appointment/a47c7b0ebbb442cdbc4adf259d148ea1"
      Then the members of the answer are "resourceType", "issue"
      And the answer has:
        | resourceType | OperationOutcome                                                  |
        | issue        | [{"severity":"error","code":"{any}","details":{"text":"{any}"}}] |

    @validation:documented
    Scenario Outline: Refused with 400 or 405, <method> <path> has the issue code of its status
      When the client sends <method> "<path>"
      Then the answer, where it is a refusal, has the documented issue code of its status

      Examples:
        | method | path                                              |
        | GET    | /Appointment?_sort=no-such-parameter              |
        | GET    | /Appointment?date=2031-13-45                      |
        | PATCH  | /Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1 |

    @validation:documented
    Scenario Outline: A create refused for <path> has the issue code of its status
      When the client tries to create an appointment with:
        | <path> | <value> |
      Then the answer, where it is a refusal, has the documented issue code of its status

      Examples:
        | path                                | value                                         |
        | participant[0].actor.reference      | Practitioner/00000000000000000000000000000000 |
        | supportingInformation               | "here"                                        |

    @validation:documented
    Scenario: So has one for a body that is no JSON
      When the client sends POST "/Appointment" with:
        """
        { "resourceType": "Appointment", "status":
        """
      Then the answer, where it is a refusal, has the documented issue code of its status

  @rule:interaction/unknown-id @match:template
  Rule: An unknown id is echoed as it was asked for

    Scenario Outline: Read <id>
      When the client sends GET "/Appointment/<id>"
      Then the read is rejected with 404 not-found "Unknown Appointment resource '<id>'"

      Examples:
        | id                                   |
        | a47c7b0ebbb442cdbc4adf259d148ea1     |
        | a47c7b0e-bbb4-42cd-bc4a-df259d148ea1 |
        | A47C7B0E-BBB4-42CD-BC4A-DF259D148EA1 |
        | no-such-id                           |

    Scenario Outline: Read of a <type>
      When the client sends GET "/<type>/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1"
      Then the read is rejected with 404 not-found "Unknown <type> resource 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1'"

      Examples:
        | type         |
        | Patient      |
        | Practitioner |
        | Location     |
        | Encounter    |

    Scenario: Update of an unknown id
      When the client sends PUT "/Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1" with:
        """
        {
          "resourceType": "Appointment",
          "id": "a47c7b0e-bbb4-42cd-bc4a-df259d148ea1",
          "status": "cancelled",
          "supportingInformation": [{ "reference": "Location/Clinic" }],
          "start": "{day}T15:00:00Z",
          "end": "{day}T15:30:00Z",
          "participant": [{ "actor": { "reference": "Practitioner/Ann" }, "status": "accepted" }]
        }
        """
      Then the update is rejected with 404 not-found "Unknown Appointment resource 'a47c7b0e-bbb4-42cd-bc4a-df259d148ea1'"

  @rule:interaction/if-unmodified-since @match:template
  Rule: An update of what has changed since is refused

    Scenario: Changed since that date
      Given an appointment
      And the header "If-Unmodified-Since" is "Wed, 21 Oct 2015 07:28:00 GMT"
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 412 conflict "Resource updated since If-Unmodified-Since date"
      And the appointment has:
        | status | proposed |

    Scenario: Changed within the hour
      Given an appointment
      And the header "If-Unmodified-Since" is "{an hour ago}"
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 412 conflict "Resource updated since If-Unmodified-Since date"
      And the appointment has:
        | status | proposed |

    Scenario: Not changed since that date
      Given an appointment
      And the header "If-Unmodified-Since" is "Fri, 21 Oct 2095 07:28:00 GMT"
      When the client updates the appointment with:
        | status | booked |
      Then the update succeeds

    Scenario: A patient who has changed since that date
      Given a patient
      And the header "If-Unmodified-Since" is "Wed, 21 Oct 2015 07:28:00 GMT"
      When the client updates the patient with:
        | birthDate | 1980-11-14 |
      Then the update is rejected with 412 conflict "Resource updated since If-Unmodified-Since date"

    Scenario: Changed by an update after that date
      Given an appointment
      And the client notes the time
      And a few seconds pass
      And the client updates the appointment with:
        | description | Changed behind the date |
      And the header "If-Unmodified-Since" is "{noted time}"
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 412 conflict "Resource updated since If-Unmodified-Since date"
      And the appointment has:
        | status | proposed |

    @needs:clock
    Scenario Outline: Changed at 12:00:00, sent with <date>
      Given the clock says "2031-03-04T12:00:00Z"
      And an appointment
      And the header "If-Unmodified-Since" is "<date>"
      When the client tries to update the appointment with:
        | status | booked |
      Then the appointment has:
        | status | <status> |

      Examples:
        | date                          | status   |
        | Tue, 04 Mar 2031 11:59:59 GMT | proposed |
        | Tue, 04 Mar 2031 12:00:00 GMT | booked   |

  @rule:interaction/partial-update
  Rule: An update changes what it holds and keeps the rest

    Scenario: What is not required is left out
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | A-1 |
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | status              | booked                    |
        | reasonCode[0].text  | Conformance harness visit |
        | identifier[0].value | A-1                       |

    Scenario: Two updates at the same time keep what the other holds
      Given an appointment
      When the client updates the appointment at the same time with each of:
        | description   | Sent with another |
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      Then the appointment has:
        | description         | Sent with another |
        | identifier[0].value | A-1               |

    @until:2024-01-25 @validation:documented
    Scenario: Only the status is sent
      Given an appointment
      And the client updates the appointment with:
        | identifier[0] | {"use":"usual","system":"urn:harness","value":"A-1","period":{"start":"2001-01-01","end":"2098-12-31"}} |
      And the appointment has:
        | identifier[0].value | A-1 |
      When the client updates the appointment with nothing but:
        | status | booked |
      Then the appointment has:
        | status                             | booked                    |
        | reasonCode[0].text                 | Conformance harness visit |
        | supportingInformation[Location].reference | Location/Clinic           |
        | start                              | (at {day}T15:00:00Z)      |
        | end                                | (at {day}T15:30:00Z)      |
        | participant[Practitioner].actor.reference     | Practitioner/Ann          |
        | participant[Patient].actor.reference     | Patient/Pat               |
        | identifier[0].value                | A-1                       |

    @needs:second-location @until:2024-01-25 @validation:documented
    Scenario: Another location than the first is kept
      Given an appointment with:
        | supportingInformation | [{"reference":"Location/Annex"}] |
      When the client updates the appointment with nothing but:
        | status | booked |
      Then the appointment has:
        | supportingInformation[Location].reference | Location/Annex |

    Scenario: A patient who is inactive stays so
      Given a patient with:
        | active | false |
      When the client updates the patient with:
        | birthDate | 1980-11-14 |
      Then the patient has:
        | birthDate | 1980-11-14 |
        | active    | false      |

    @until:2024-01-25 @validation:documented
    Scenario: Only the end is sent
      Given an appointment
      When the client updates the appointment with nothing but:
        | end | {day}T16:00:00Z |
      Then the appointment has:
        | start | (at {day}T15:00:00Z) |
        | end   | (at {day}T16:00:00Z) |

    @until:2024-01-25 @validation:documented
    Scenario: Only the start is sent
      Given an appointment
      When the client updates the appointment with nothing but:
        | start | {day}T15:10:00Z |
      Then the appointment has:
        | start | (at {day}T15:10:00Z) |
        | end   | (at {day}T15:30:00Z) |

    @until:2024-01-25 @validation:documented
    Scenario: A second update keeps what the first has changed
      Given an appointment
      When the client updates the appointment with nothing but:
        | end | {day}T16:00:00Z |
      And the client updates the appointment with nothing but:
        | reasonCode | [{"text":"Changed"}] |
      And the client updates the appointment with nothing but:
        | status | booked |
      Then the appointment has:
        | status             | booked               |
        | reasonCode[0].text | Changed              |
        | end                | (at {day}T16:00:00Z) |

    @until:2024-01-25 @validation:documented
    Scenario: A meeting link that is left out is kept
      Given an appointment with:
        | contained             | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"https://meet.example/1"}] |
        | supportingInformation | [{"reference":"Location/Clinic"},{"reference":"#appointment-meeting-endpoint","type":"Endpoint"}]  |
      When the client updates the appointment with nothing but:
        | status | booked |
      Then the appointment has:
        | contained[0].address                 | https://meet.example/1 |
        | supportingInformation[Endpoint].reference | {any}               |

    @until:2024-01-25 @validation:documented
    Scenario: The patient arrives and is seen, and the rest is kept
      Given an appointment
      When the client updates the appointment with nothing but:
        | status | arrived |
      Then the appointment has:
        | status                                    | arrived                   |
        | reasonCode[0].text                        | Conformance harness visit |
        | start                                     | (at {day}T15:00:00Z)      |
        | end                                       | (at {day}T15:30:00Z)      |
        | participant[Patient].actor.reference      | Patient/Pat               |
      When the client updates the appointment with nothing but:
        | status | fulfilled |
      Then the appointment has:
        | status                                    | fulfilled                 |
        | reasonCode[0].text                        | Conformance harness visit |
        | start                                     | (at {day}T15:00:00Z)      |
        | end                                       | (at {day}T15:30:00Z)      |
        | participant[Patient].actor.reference      | Patient/Pat               |

    @until:2024-01-25 @validation:documented
    Scenario: The patient does not come, and the rest is kept
      Given an appointment
      When the client updates the appointment with nothing but:
        | status | noshow |
      Then the appointment has:
        | status                                    | noshow                    |
        | reasonCode[0].text                        | Conformance harness visit |
        | start                                     | (at {day}T15:00:00Z)      |
        | end                                       | (at {day}T15:30:00Z)      |
        | participant[Patient].actor.reference      | Patient/Pat               |

    Scenario: Cancelled, and changed at once
      Given an appointment
      When the client updates the appointment with:
        | status     | cancelled            |
        | reasonCode | [{"text":"Changed"}] |
      Then the appointment has:
        | status             | cancelled |
        | reasonCode[0].text | Changed   |

    Scenario: Cancelled, it keeps the rest
      Given a cancelled appointment
      When the client reads the appointment
      Then the appointment has:
        | status                                    | cancelled                 |
        | reasonCode[0].text                        | Conformance harness visit |
        | description                               | Conformance harness visit |
        | supportingInformation[Location].reference | Location/Clinic           |
        | start                                     | (at {day}T15:00:00Z)      |
        | end                                       | (at {day}T15:30:00Z)      |
        | participant[Practitioner].actor.reference | Practitioner/Ann          |
        | participant[Patient].actor.reference      | Patient/Pat               |

    Scenario: What was read can be put back as it is
      Given an appointment
      When the client puts the appointment back as it was read
      Then the update succeeds
      And the appointment has:
        | status                             | proposed                  |
        | appointmentType.coding[0].code     | "448337001"               |
        | reasonCode[0].text                 | Conformance harness visit |
        | supportingInformation[Location].reference | Location/Clinic           |
        | participant[Patient].actor.reference     | Patient/Pat               |

  @rule:interaction/update-target @until:2026-03-09
  Rule: The URL names the target of an update

    Scenario: A body without an id
      Given an appointment
      When the client updates the appointment with:
        | id     | (absent) |
        | status | booked   |
      Then the update succeeds
      And the appointment has:
        | id     | {id of the appointment} |
        | status | booked                  |

    Scenario: A body with the id of another
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      When the client tries to update appointment "A" with:
        | id     | {id of B} |
        | status | booked    |
      Then appointment "B" has:
        | status | proposed |

    Scenario: One of two at the same time, where double booking is allowed
      Given these appointments:
        | name | start           |
        | A    | {day}T09:00:00Z |
        | B    | {day}T10:00:00Z |
        | C    | {day}T11:00:00Z |
      And the client tries to update appointment "B" with:
        | start | {day}T09:00:00Z |
        | end   | {day}T09:05:00Z |
      When the client updates appointment "A" with:
        | status | booked |
      Then appointment "A" has:
        | status | booked |
      And appointment "B" has:
        | status | proposed |

  @rule:interaction/update-needs-id @match:refused @since:2026-03-09
  Rule: An update carries the id in its body

    Scenario: A body without an id
      Given an appointment
      When the client updates the appointment with:
        | id     | (absent) |
        | status | booked   |
      Then the update is rejected with 400 invalid "Bad request: id: required"
      And the appointment has:
        | status | proposed |

    Scenario: A body with the id
      Given an appointment
      When the client updates the appointment with:
        | id     | {id of the appointment} |
        | status | booked                  |
      Then the update succeeds
      And the appointment has:
        | status | booked |

  @rule:interaction/required-members @match:refused @since:2024-01-25
  Rule: Five members are required

    @validation:documented
    Scenario Outline: A create without <member>
      When the client creates an appointment with:
        | <member> | (absent) |
      Then the create is rejected with 400 invalid "Bad request: <member>: required"

      Examples:
        | member                |
        | status                |
        | supportingInformation |
        | start                 |
        | end                   |
        | participant           |

    @validation:documented
    Scenario Outline: An update without <member>
      Given an appointment
      When the client updates the appointment with:
        | description | Another reason |
        | <member>    | (absent)       |
      Then the update is rejected with 400 invalid "Bad request: <member>: required"
      And the appointment has:
        | description | Conformance harness visit |

      Examples:
        | member                |
        | status                |
        | supportingInformation |
        | start                 |
        | end                   |
        | participant           |

    Scenario Outline: What the framework lets pass, without <member>
      When the client creates an appointment with:
        | <member> | (absent) |
      Then the create is rejected with 400 invalid "Bad request: <member>: required"

      Examples:
        | member                |
        | supportingInformation |
        | start                 |
        | end                   |

  @rule:interaction/method-not-supported @validation:documented @match:template
  Rule: A method that is not offered is refused

    Scenario Outline: <method> is not offered
      Given an appointment
      When the client sends <method> "/Appointment/{id of the appointment}"
      Then the request is rejected with 405 not-supported "Operation is not supported"
      And the appointment has:
        | status | proposed |

      Examples:
        | method |
        | DELETE |
        | PATCH  |
        | POST   |

    Scenario: PATCH with a body
      Given an appointment
      When the client sends PATCH "/Appointment/{id of the appointment}" with:
        """
        { "resourceType": "Appointment", "status": "booked" }
        """
      Then the request is rejected with 405 not-supported "Operation is not supported"
      And the appointment has:
        | status | proposed |

    Scenario: PUT without an id
      When the client sends PUT "/Appointment" with:
        """
        { "resourceType": "Appointment", "status": "booked" }
        """
      Then the request is rejected with 405 not-supported "Operation is not supported"

  @rule:interaction/unknown-path @validation:documented @match:refused
  Rule: What is not served is not found

    Scenario Outline: <path>
      When the client sends GET "<path>"
      Then the request is rejected with 404 not-found "Unknown path <path>"

      Examples:
        | path             |
        | /NoSuchType      |
        | /NoSuchType/some |

  @rule:interaction/body-is-json @validation:documented @match:refused
  Rule: A body must be JSON

    Scenario: Cut off in the middle
      When the client sends POST "/Appointment" with:
        """
        { "resourceType": "Appointment", "status":
        """
      Then the create is rejected with 400 invalid "Bad request: body: {any}"

    Scenario: Nothing at all
      When the client sends POST "/Appointment" with:
        """
        """
      Then the create is rejected with 400 invalid "Bad request: body: is empty; send the resource as JSON"

    Scenario: Sent as something else
      Given the header "content-type" is "text/plain"
      When the client sends POST "/Appointment" with:
        """
        status=proposed
        """
      Then the create is rejected with 400 invalid "Bad request: body: content-type text/plain is not JSON; send application/json"

  @rule:interaction/body-is-the-resource @validation:documented @match:refused
  Rule: The body is the Appointment itself

    Scenario Outline: <body>
      When the client sends POST "/Appointment" with:
        """
        <body>
        """
      Then the create is rejected with 400 invalid "Bad request: <where>: <problem>"

      Examples:
        | body                                          | where        | problem                                                |
        | []                                            | body         | must be a JSON object, not a list                      |
        | null                                          | body         | must be a JSON object, not null                        |
        | "Appointment"                                 | body         | must be a JSON object, not a string                    |
        | {"resource":{"resourceType":"Appointment"}}   | resource     | is a wrapper; send the Appointment itself as the body  |
        | {"resourceType":"Patient","status":"booked"}  | resourceType | must be 'Appointment', not 'Patient'                   |

    Scenario: Of another type, on update
      Given an appointment
      When the client updates the appointment with:
        | resourceType | Patient |
        | status       | booked  |
      Then the update is rejected with 400 invalid "Bad request: resourceType: must be 'Appointment', not 'Patient'"

  @rule:interaction/members-are-well-formed @match:refused
  Rule: A member has the JSON type of its element

    @validation:documented
    Scenario Outline: <path> as <value>
      When the client creates an appointment with:
        | <path> | <value> |
      Then the create is rejected with 400 invalid "Bad request: <path>: <problem>"

      Examples:
        | path                           | value   | problem        |
        | status                         | 7       | must be string |
        | start                          | 20310304 | must be string |
        | participant                    | {}      | must be array  |
        | participant[0].actor.reference | 12      | must be string |
        | appointmentType                | "visit" | must be object |
        | supportingInformation          | "here"  | must be array  |

    @validation:documented
    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status      | booked |
        | description | 7      |
      Then the update is rejected with 400 invalid "Bad request: description: must be string"

    Scenario: Whatever says so
      When the client creates an appointment with:
        | supportingInformation | "here" |
      Then the create answers 400

  @rule:interaction/body-size @match:refused @needs:records
  Rule: A body must not be larger than the limit

    Scenario: Two megabytes
      When the client sends POST "/Appointment" with a body of 2000000 bytes
      Then the create is rejected with 413 too-long "Body is larger than 1048576 bytes"
