Feature: Validation as the framework does it
  Canvas's FHIR server is built on an open-source framework, which looks at paths and bodies before Canvas does.
  These rules hold where a run expects the target to validate as that framework does.

  @rule:validation/required-members @match:template @validation:framework
  Rule: Status and participant are required

    Scenario Outline: A body without <member>
      When the client creates an appointment with:
        | <path> | (absent) |
      Then the create is rejected with 400 required "body -> <where> — field required (type=value_error.missing)"

      Examples:
        | member                  | path                  | where                                    |
        | a status                | status                | __root__ -> status                       |
        | participants            | participant           | participant                              |
        | status of a participant | participant[0].status | participant -> 0 -> __root__ -> status   |

    Scenario: An update with a status alone
      Given an appointment
      When the client updates the appointment with nothing but:
        | status | cancelled |
      Then the update is rejected with 400 required "body -> participant — field required (type=value_error.missing)"
      And the appointment has:
        | status | proposed |

    Scenario: A wrapped body
      When the client sends POST "/Appointment" with:
        """
        { "resource": { "resourceType": "Appointment", "status": "proposed" } }
        """
      Then the create is rejected with 400 required "body -> __root__ -> status — field required (type=value_error.missing)"

    Scenario: A resourceType may be missing
      When the client creates an appointment with:
        | resourceType | (absent) |
      Then the create succeeds

  @rule:validation/body-is-required @match:template @validation:framework
  Rule: There is a body

    Scenario Outline: <what>
      When the client sends POST "/Appointment" with:
        """
        <body>
        """
      Then the create is rejected with 400 required "body — field required (type=value_error.missing)"

      Examples:
        | what        | body |
        | Nothing     |      |
        | Only a null | null |

  @rule:validation/body-is-json @match:template @validation:framework
  Rule: A body that is not JSON is refused with the place of the fault

    Scenario Outline: <body>
      When the client sends POST "/Appointment" with:
        """
        <body>
        """
      Then the create is rejected with 400 structure "body -> <position> — JSON decode error (type=json_invalid; error=<error>)"

      Examples:
        | body             | position | error                                          |
        | {"status":       | 10       | Expecting value                                |
        | {status: 1}      | 1        | Expecting property name enclosed in double quotes |
        | {"status" 1}     | 10       | Expecting ':' delimiter                        |
        | {"status": 1 "a" | 13       | Expecting ',' delimiter                        |

  @rule:validation/body-is-readable @match:template @validation:framework
  Rule: A body that cannot be read at all has an answer of its own

    Scenario: A thousand brackets deep
      When the client sends POST "/Appointment" with:
        """
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
        """
      Then the request answers 400
      And the body of the answer is '{"detail":"There was an error parsing the body"}'

  @rule:validation/body-is-an-object @match:template @validation:framework
  Rule: A body is an object in JSON

    Scenario: A string
      When the client sends POST "/Appointment" with:
        """
        "Appointment"
        """
      Then the create is rejected with 400 value "body — value is not a valid dict (type=type_error.dict)"

    Scenario Outline: Sent as <type>
      Given the header "content-type" is "<type>"
      When the client sends POST "/Appointment" with:
        """
        { "resourceType": "Appointment", "status": "proposed" }
        """
      Then the create is rejected with 400 value "body — value is not a valid dict (type=type_error.dict)"

      Examples:
        | type                              |
        | text/plain                        |
        | application/fhir+xml              |
        | application/x-www-form-urlencoded |

    Scenario: FHIR's own media type
      Given the header "content-type" is "application/fhir+json"
      When the client creates an appointment
      Then the create succeeds

  @rule:validation/resource-type @match:template @validation:framework
  Rule: A body of another type is refused

    Scenario: A Patient
      When the client sends POST "/Appointment" with:
        """
        { "resourceType": "Patient", "status": "proposed" }
        """
      Then the create is rejected with 400 value "body -> resource_type — Wrong ResourceType: ``fhir.resources.appointment.Appointment`` expects resource type ``Appointment``, but got ``Patient``. {rest}"

  @rule:validation/no-extra-members @match:template @validation:framework
  Rule: A member that FHIR does not have is refused

    Scenario Outline: <path>
      When the client creates an appointment with:
        | <path> | 1 |
      Then the create is rejected with 400 structure "body -> <where> — extra fields not permitted (type=value_error.extra)"

      Examples:
        | path                      | where                             |
        | foo                       | foo                               |
        | participant[0].role       | participant -> 0 -> role          |
        | participant[1].actor.name | participant -> 1 -> actor -> name |

    Scenario: One that FHIR has and Canvas does not use
      When the client creates an appointment with:
        | comment         | Ring twice |
        | minutesDuration | 30         |
      Then the create succeeds

  @rule:validation/instants-in-full @match:template @validation:framework
  Rule: Times are instants in full

    Scenario Outline: <member> as <value>
      When the client creates an appointment with:
        | <member> | <value> |
      Then the create is rejected with 400 value "body -> <member> — invalid datetime format (type=value_error.datetime)"

      Examples:
        | member | value               |
        | start  | {day}T13:30Z        |
        | start  | {day}T13:30:00      |
        | start  | {day}               |
        | end    | {day}T15:45+00:00   |
        | end    | half past           |

    Scenario: With an offset
      When the client creates an appointment with:
        | start | {day}T08:00:00-07:00 |
      Then the create succeeds

  @rule:validation/numbers-are-epochs @validation:framework
  Rule: A number is a time in seconds since 1970

    Scenario: A start
      When the client creates an appointment with:
        | start | 1925046000           |
        | end   | 2031-01-01T16:00:00Z |
      Then the create succeeds
      And the appointment has:
        | start | (at 2031-01-01T15:00:00Z) |

  @rule:validation/values-have-their-form @match:template @validation:framework
  Rule: A value has the form of its element

    Scenario: An address that is not a URL
      When the client creates an appointment with:
        | contained | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint","status":"active","connectionType":{},"payloadType":[],"address":"room 7"}] |
      Then the create is rejected with 400 value "body -> contained -> 0 -> address — invalid or missing URL scheme (type=value_error.url.scheme)"

    Scenario Outline: <path> as <value>
      When the client creates an appointment with:
        | <path> | <value> |
      Then the create is rejected with 400 value "body -> <where> — <problem>"

      Examples:
        | path           | value   | where       | problem                                             |
        | description    | ""      | description | string does not match regex {rest}                  |
        | status         | ""      | status      | string does not match regex {rest}                  |
        | participant    | {}      | participant | value is not a valid list (type=type_error.list)    |
        | appointmentType | "visit" | appointmentType -> __root__ | Invalid json str value has been provided for class {rest} |
        | reasonCode[0]   | 5         | reasonCode -> 0 -> __root__ | Value is expected from the instance of {rest} but got type <class 'int'> (type=value_error) |
        | minutesDuration | 0         | minutesDuration | ensure this value is greater than 0 (type=value_error.number.not_gt; limit_value=0) |
        | extension       | [{"url":"http://a.example/b","valueString":"x","valueCode":"y"}] | extension -> 0 -> __root__ | Any of one field value is expected {rest} |

  @rule:validation/endpoint-is-complete @match:template @validation:framework
  Rule: A contained Endpoint is complete

    Scenario Outline: Without <member>
      When the client creates an appointment with:
        | contained | [{"resourceType":"Endpoint","id":"appointment-meeting-endpoint",<members>}] |
      Then the create is rejected with 400 required "body -> contained -> 0 -> <where> — field required (type=value_error.missing)"

      Examples:
        | member         | where               | members                                                                     |
        | status         | __root__ -> status  | "connectionType":{},"payloadType":[],"address":"https://meet.example/1"     |
        | address        | __root__ -> address | "status":"active","connectionType":{},"payloadType":[]                      |
        | connectionType | connectionType      | "status":"active","payloadType":[],"address":"https://meet.example/1"       |
        | payloadType    | payloadType         | "status":"active","connectionType":{},"address":"https://meet.example/1"    |

  @rule:validation/participant-status @match:refused @validation:framework
  Rule: A participant status is one of FHIR's

    Scenario: Active is not one of them
      When the client creates an appointment with:
        | participant[1].status | active |
      Then the create is rejected with 400 value "body -> participant -> 1 -> status — value is not a valid enumeration member; permitted: 'accepted', 'declined', 'tentative', 'needs-action' (type=type_error.enum)"

  @rule:validation/several-issues @validation:framework
  Rule: Several faults are several issues

    Scenario: Two of them
      When the client creates an appointment with:
        | start | noon |
        | foo   | 1    |
      Then the create answers 400
      And the answer has:
        | issue[0].code         | value                                                                |
        | issue[0].details.text | body -> start — invalid datetime format (type=value_error.datetime)  |
        | issue[1].code         | structure                                                            |
        | issue[1].details.text | body -> foo — extra fields not permitted (type=value_error.extra)    |
        | issue[2]              | (absent)                                                             |

  @rule:validation/id-of-body @match:template @validation:framework
  Rule: The id of the body is that of the URL

    Scenario: Another id
      Given an appointment
      When the client updates the appointment with:
        | id | 00000000-0000-4000-8000-000000000000 |
      Then the update is rejected with 400 invalid "Logical Id in URL must match logical Id in resource"

    Scenario: The same id
      Given an appointment
      When the client updates the appointment with:
        | id     | {id of the appointment} |
        | status | booked                  |
      Then the update succeeds

  @rule:validation/id-of-path @match:template @validation:framework
  Rule: The id of the path has its form

    Scenario Outline: <id>
      When the client sends GET "/Appointment/<id>"
      Then the read is rejected with 400 value "path -> id — <problem>{rest}"

      Examples:
        | id                                                                | problem                                       |
        | a_b                                                               | string does not match regex                   |
        | _search                                                           | string does not match regex                   |
        | 00000000000000000000000000000000000000000000000000000000000000000 | ensure this value has at most 64 characters   |

  @rule:validation/method-not-allowed @match:template @validation:framework
  Rule: A method that is not offered has an answer of its own

    Scenario Outline: <method> <path>
      Given the client has no token
      When the client sends <method> "<path>"
      Then the request answers 405
      And the body of the answer is '{"detail":"Method Not Allowed"}'
      And the header "allow" of the answer is "<allow>"

      Examples:
        | method | path              | allow |
        | DELETE | /Appointment/some | GET   |
        | PATCH  | /Appointment/some | GET   |
        | POST   | /Appointment/some | GET   |
        | PUT    | /Appointment      | POST  |

  @rule:validation/path-not-found @match:template @validation:framework
  Rule: What is not served has an answer of its own

    Scenario: No such type
      When the client sends GET "/NoSuchType"
      Then the request answers 404
      And the body of the answer is '{"detail":"Not Found"}'

  @rule:validation/trailing-slash @validation:framework
  Rule: A slash at the end is redirected away

    Scenario Outline: <path>
      When the client sends GET "<path>"
      Then the request answers 307
      And the header "location" of the answer is "{any}<to>"

      Examples:
        | path                   | to                    |
        | /Appointment/          | /Appointment          |
        | /Appointment/?_count=1 | /Appointment?_count=1 |

  @rule:validation/format-is-known @match:template @validation:framework
  Rule: A format that is not served is refused

    Scenario: Turtle
      When the client sends GET "/Appointment?_format=turtle"
      Then the search is rejected with 400 structure "Invalid response format specified for '_format' parameter"

    Scenario Outline: <format>
      When the client sends GET "/Appointment?_count=1&_format=<format>"
      Then the search succeeds
      And the answer has:
        | resourceType | Bundle |

      Examples:
        | format                  |
        | json                    |
        | application/json        |
        | application/fhir%2Bjson |

  @rule:validation/format-xml @validation:framework
  Rule: An answer may be XML

    Scenario Outline: _format=<format>
      Given an appointment
      When the client sends GET "/Appointment/{id of the appointment}?_format=<format>"
      Then the read succeeds
      And the header "content-type" of the answer is "application/fhir+xml{rest}"
      And the body of the answer is '{any}<Appointment xmlns="http://hl7.org/fhir"><id value="{id of the appointment}"/>{rest}<status value="proposed"/>{any}</Appointment>'

      Examples:
        | format                 |
        | xml                    |
        | text/xml               |
        | application/fhir%2Bxml |

  @rule:validation/pretty @validation:framework
  Rule: An answer may be indented

    Scenario: By two spaces
      When the client sends GET "/Appointment?_count=0&_pretty=true"
      Then the search succeeds
      And the body of the answer begins with the lines:
        """
        {
          "resourceType": "Bundle",
        """

  @rule:validation/search-form @validation:framework
  Rule: A form is read only under its exact media type

    Background:
      Given an appointment

    Scenario: As it should be
      Given the header "content-type" is "application/x-www-form-urlencoded"
      When the client sends POST "/Appointment/_search" with:
        """
        _id=no-such-id
        """
      Then the search succeeds
      And the page holds 0 entries

    Scenario: A form with a charset is ignored
      Given the header "content-type" is "application/x-www-form-urlencoded; charset=utf-8"
      When the client sends POST "/Appointment/_search" with:
        """
        _id=no-such-id
        """
      Then the search succeeds
      And the answer has:
        | entry[0].resource.resourceType | Appointment |
