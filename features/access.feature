Feature: Who may call
  Every call carries a bearer token; its scopes say which resource types may be read or written.
  Tokens come from the EHR host, by client credentials.

  @rule:access/token-required @match:template
  Rule: A call without a valid token is refused

    Scenario Outline: <method> <path> without a token
      Given the client has no token
      When the client sends <method> "<path>"
      Then the request is rejected with 401 unknown "Authentication failed"

      Examples:
        | method | path                                              |
        | GET    | /Appointment?patient=Patient/Pat                  |
        | GET    | /Appointment/a47c7b0ebbb442cdbc4adf259d148ea1     |
        | POST   | /Appointment                                      |
        | PUT    | /Appointment/a47c7b0e-bbb4-42cd-bc4a-df259d148ea1 |

    Scenario: A token of no letters
      Given the client has the token ""
      When the client sends GET "/Appointment?patient=Patient/Pat"
      Then the search is rejected with 401 unknown "Authentication failed"

    Scenario Outline: An unknown token does not help to <interaction>
      Given the client has the token "no-such-token"
      When the client sends <method> "<path>"
      Then the <interaction> is rejected with 401 unknown "Authentication failed"

      Examples:
        | interaction | method | path                                          |
        | read        | GET    | /Appointment/a47c7b0ebbb442cdbc4adf259d148ea1 |
        | search      | GET    | /Appointment                                  |
        | create      | POST   | /Appointment                                  |
        | update      | PUT    | /Appointment/a47c7b0ebbb442cdbc4adf259d148ea1 |

  @rule:access/scope-required @match:template @needs:client-credentials
  Rule: The scopes of the token must cover the call

    Scenario: A token for another type does not read appointments
      Given the client has a token for "user/Patient.read"
      When the client sends GET "/Appointment?_count=1"
      Then the search is rejected with 403 forbidden "Authorization failed"

    Scenario: A token to read does not create
      Given the client has a token for "user/Appointment.read"
      When the client creates an appointment
      Then the create is rejected with 403 forbidden "Authorization failed"

    Scenario: A token to read does not update
      Given an appointment
      And the client has a token for "user/Appointment.read"
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 403 forbidden "Authorization failed"

    Scenario: A token to write does not read
      Given an appointment
      And the client has a token for "user/Appointment.write"
      When the client reads the appointment
      Then the read is rejected with 403 forbidden "Authorization failed"

    Scenario: A token to write does not search
      Given the client has a token for "user/Appointment.write"
      When the client sends GET "/Appointment?_count=1"
      Then the search is rejected with 403 forbidden "Authorization failed"

    Scenario Outline: <scope> is enough to search
      Given the client has a token for "<scope>"
      When the client sends GET "/Appointment?_count=1"
      Then the search succeeds

      Examples:
        | scope                                   |
        | user/Appointment.read                   |
        | user/Appointment.*                      |
        | user/*.read                             |
        | user/Patient.read user/Appointment.read |

  @rule:access/client-credentials @needs:client-credentials
  Rule: Client credentials give a token for ten hours

    Scenario: The token response
      When the client asks for a token with:
        | grant_type    | client_credentials |
        | client_id     | {client.id}        |
        | client_secret | {client.secret}    |
      Then the request answers 200
      And the answer has:
        | access_token  | {any}    |
        | expires_in    | 36000    |
        | token_type    | Bearer   |
        | refresh_token | (absent) |

    Scenario: It stays good where the client asks for another
      Given the client has the first of two tokens for "user/Appointment.read"
      When the client sends GET "/Appointment?date={day}"
      Then the search succeeds

  @rule:access/scope-granted @needs:client-credentials
  Rule: The token carries the scopes asked for

    Scenario: A scope is granted as it was asked for
      When the client asks for a token with:
        | grant_type    | client_credentials    |
        | client_id     | {client.id}           |
        | client_secret | {client.secret}       |
        | scope         | user/Appointment.read |
      Then the request answers 200
      And the answer has:
        | scope | user/Appointment.read |

    Scenario: Several scopes are granted together
      When the client asks for a token with:
        | grant_type    | client_credentials                      |
        | client_id     | {client.id}                             |
        | client_secret | {client.secret}                         |
        | scope         | user/Appointment.read user/Patient.read |
      Then the request answers 200
      And the answer has:
        | scope | user/Appointment.read user/Patient.read |

  @rule:access/smart-style-with-every-token @needs:client-credentials
  Rule: A token names the style of the application

    Scenario: Without a patient
      When the client asks for a token with:
        | grant_type    | client_credentials |
        | client_id     | {client.id}        |
        | client_secret | {client.secret}    |
      Then the request answers 200
      And the answer has:
        | smart_style_url | {any} |

  @rule:access/full-access-by-default @needs:client-credentials @until:2026-06-22
  Rule: Without a scope everything is allowed

    Scenario: A write
      Given an appointment
      And the client has a token for ""
      When the client updates the appointment with:
        | status | booked |
      Then the update succeeds

  @rule:access/configured-scopes-by-default @needs:client-credentials @needs:settings @since:2026-06-22
  Rule: Without a scope the token has those of the application

    Scenario Outline: An application with <scopes>
      Given the setting allowedScopes is <scopes>
      When the client asks for a token with:
        | grant_type    | client_credentials |
        | client_id     | {client.id}        |
        | client_secret | {client.secret}    |
      Then the request answers 200
      And the answer has:
        | scope | <scopes> |

      Examples:
        | scopes                   |
        | user/Appointment.read    |
        | system/Patient.crus      |

    Scenario: What is not configured is not allowed
      Given the setting allowedScopes is user/Patient.read
      And the client has a token for ""
      When the client creates an appointment
      Then the create is rejected with 403 forbidden "Authorization failed"

  @rule:access/scope-without-effect @needs:client-credentials
  Rule: A scope that would give nothing is not granted

    Scenario Outline: <scope>
      When the client asks for a token with:
        | grant_type    | client_credentials |
        | client_id     | {client.id}        |
        | client_secret | {client.secret}    |
        | scope         | <scope>            |
      Then the request answers 400
      And the answer has:
        | error | invalid_scope |

      Examples:
        | scope                                       |
        | user/Appointment.reed                       |
        | user/appointment.read                       |
        | Appointment.read                            |
        | patient/Appointment.read                    |
        | user/Appointment.sr                         |
        | user/Appointment.d                          |
        | user/Appointment.cruds                      |
        | user/Foo.read                               |
        | user/Appointments.read                      |
        | user/*.none                                 |
        | launch/patient                              |
        | offline_access                              |
        | user/Appointment.read user/Appointment.none |

    @until:2025-12-17
    Scenario: Letters, before they are documented
      When the client asks for a token with:
        | grant_type    | client_credentials  |
        | client_id     | {client.id}         |
        | client_secret | {client.secret}     |
        | scope         | user/Appointment.rs |
      Then the request answers 400
      And the answer has:
        | error | invalid_scope |

    @until:2026-06-22
    Scenario: The context system, before it is documented
      When the client asks for a token with:
        | grant_type    | client_credentials      |
        | client_id     | {client.id}             |
        | client_secret | {client.secret}         |
        | scope         | system/Appointment.read |
      Then the request answers 400
      And the answer has:
        | error | invalid_scope |

  @rule:access/scope-letters @needs:client-credentials @since:2025-12-17
  Rule: Letters allow create, read, update and search one by one

    Scenario Outline: <scope> is enough to search
      Given the client has a token for "<scope>"
      When the client sends GET "/Appointment?_count=1"
      Then the search succeeds

      Examples:
        | scope                 |
        | user/Appointment.s    |
        | user/Appointment.crus |
        | user/*.rs             |

    Scenario: To search is not to read
      Given an appointment
      And the client has a token for "user/Appointment.cus"
      When the client reads the appointment
      Then the read is rejected with 403 forbidden "Authorization failed"

    Scenario: To read is not to search
      Given the client has a token for "user/Appointment.r"
      When the client sends GET "/Appointment?_count=1"
      Then the search is rejected with 403 forbidden "Authorization failed"

  @rule:access/system-scopes @needs:client-credentials @since:2026-06-22
  Rule: A client without a user may ask for the context system

    Scenario: To create
      Given the client has a token for "system/Appointment.write"
      When the client creates an appointment
      Then the create succeeds

    Scenario: By letters
      Given the client has a token for "system/*.s"
      When the client sends GET "/Appointment?_count=1"
      Then the search succeeds

  @rule:access/scope-writes-by-context @needs:client-credentials @since:2026-06-22
  Rule: A type that a context may only read is not written

    Scenario Outline: <scope> is not granted
      When the client asks for a token with:
        | grant_type    | client_credentials |
        | client_id     | {client.id}        |
        | client_secret | {client.secret}    |
        | scope         | <scope>            |
      Then the request answers 400
      And the answer has:
        | error | invalid_scope |

      Examples:
        | scope                      |
        | user/Coverage.write        |
        | user/Slot.*                |
        | system/ServiceRequest.crus |

    Scenario: In the context of a patient
      When the client asks for a token with:
        | grant_type    | client_credentials       |
        | client_id     | {client.id}              |
        | client_secret | {client.secret}          |
        | scope         | patient/Encounter.write  |
        | patient       | {id of Pat}              |
      Then the request answers 400
      And the answer has:
        | error | invalid_scope |

    Scenario: A patient's own appointments may be written
      Given the client has a token of Patient/Pat for "patient/Appointment.crus patient/Slot.rs"
      When the client creates an appointment
      Then the create succeeds

  @rule:access/token-expires @needs:clock @needs:client-credentials
  Rule: A token expires

    Scenario: It is good until its lifetime has passed
      Given the clock says "2031-03-04T08:00:00Z"
      And the client has a token for "user/*.*"
      And the clock says "2031-03-04T17:59:59Z"
      When the client sends GET "/Appointment?_count=1"
      Then the search succeeds

    Scenario: It is refused afterwards
      Given the clock says "2031-03-04T08:00:00Z"
      And the client has a token for "user/*.*"
      And the clock says "2031-03-04T18:00:00Z"
      When the client sends GET "/Appointment?_count=1"
      Then the search is rejected with 401 unknown "Authentication failed"

  @rule:access/token-errors @needs:client-credentials
  Rule: What is wrong with a token request is said in OAuth's words

    Scenario: A grant type that is not served
      When the client asks for a token with:
        | grant_type    | password        |
        | client_id     | {client.id}     |
        | client_secret | {client.secret} |
      Then the request answers 400
      And the answer has:
        | error | unsupported_grant_type |

    Scenario: No secret
      When the client asks for a token with:
        | grant_type | client_credentials |
        | client_id  | {client.id}        |
      Then the request answers 401
      And the answer has:
        | error | invalid_client |

  @rule:access/authorization-code @needs:client-credentials @needs:settings
  Rule: A code that the user agreed to gives a token and a refresh token

    Scenario: The token response
      Given the setting consent is approve
      And the client has a code for "user/Appointment.read"
      When the client asks for a token with:
        | grant_type    | authorization_code              |
        | client_id     | {client.id}                     |
        | client_secret | {client.secret}                 |
        | redirect_uri  | https://client.example/callback |
        | code          | {code}                          |
      Then the request answers 200
      And the answer has:
        | access_token  | {any}                 |
        | expires_in    | 36000                 |
        | token_type    | Bearer                |
        | scope         | user/Appointment.read |
        | refresh_token | {any}                 |

    Scenario: A code for another address is worth nothing
      Given the setting consent is approve
      And the client has a code for "user/Appointment.read"
      When the client asks for a token with:
        | grant_type    | authorization_code           |
        | client_id     | {client.id}                  |
        | client_secret | {client.secret}              |
        | redirect_uri  | https://client.example/other |
        | code          | {code}                       |
      Then the request answers 400
      And the answer has:
        | error | invalid_grant |

  @rule:access/code-expires @needs:client-credentials @needs:settings @needs:clock
  Rule: A code is good for a minute

    Scenario Outline: After <seconds> seconds
      Given the setting consent is approve
      And the clock says "2031-03-04T08:00:00Z"
      And the client has a code for "user/Appointment.read"
      And the clock says "2031-03-04T08:<time>Z"
      When the client asks for a token with:
        | grant_type    | authorization_code              |
        | client_id     | {client.id}                     |
        | client_secret | {client.secret}                 |
        | redirect_uri  | https://client.example/callback |
        | code          | {code}                          |
      Then the request answers <status>

      Examples:
        | seconds | time  | status |
        | 55      | 00:55 | 200    |
        | 65      | 01:05 | 400    |

  @rule:access/authorization-names-scopes @needs:client-credentials @needs:settings @since:2026-06-22
  Rule: An authorization request names its scopes

    Scenario: Without any
      Given the setting consent is approve
      When the client sends GET "/auth/authorize/?response_type=code&client_id={client.id}&redirect_uri=https://client.example/callback&launch=eyJwYXRpZW50IjoiIn0="
      Then the request answers 400

  @rule:access/launch-for-staff @needs:client-credentials @needs:settings @since:2026-06-22
  Rule: Staff send a launch context

    Scenario Outline: <case>
      Given the setting consent is approve
      When the client sends GET "/auth/authorize/?response_type=code&client_id={client.id}&redirect_uri=https://client.example/callback&scope=user/Appointment.read<launch>"
      Then the request answers 302
      And the header "location" of the answer is "https://client.example/callback?error=access_denied&error_description={any}"

      Examples:
        | case                | launch              |
        | Without one         |                     |
        | One that is no JSON | &launch=bm90LWpzb24= |

    Scenario: The token answer names the patient of the context
      Given the setting consent is approve
      And the client has a code for "user/Appointment.read"
      When the client asks for a token with:
        | grant_type    | authorization_code              |
        | client_id     | {client.id}                     |
        | client_secret | {client.secret}                 |
        | redirect_uri  | https://client.example/callback |
        | code          | {code}                          |
      Then the members of the answer are "access_token", "expires_in", "token_type", "scope", "refresh_token", "patient"

  @rule:access/refresh-token-once @needs:client-credentials @needs:settings
  Rule: A refresh token is good for one new token

    Scenario: It is refused the second time
      Given the setting consent is approve
      And the client has a refresh token for "user/Appointment.read"
      When the client asks for a token with:
        | grant_type    | refresh_token   |
        | client_id     | {client.id}     |
        | client_secret | {client.secret} |
        | refresh_token | {refresh}       |
      Then the request answers 200
      And the answer has:
        | refresh_token | {any} |
      When the client asks for a token with:
        | grant_type    | refresh_token   |
        | client_id     | {client.id}     |
        | client_secret | {client.secret} |
        | refresh_token | {refresh}       |
      Then the answer has:
        | error | invalid_grant |

  @rule:access/patient-token @needs:client-credentials
  Rule: A token can be for one patient

    Scenario: The token response names the patient
      When the client asks for a token with:
        | grant_type    | client_credentials       |
        | client_id     | {client.id}              |
        | client_secret | {client.secret}          |
        | scope         | patient/Appointment.read |
        | patient       | {id of Pat}              |
      Then the request answers 200
      And the answer has:
        | scope               | patient/Appointment.read |
        | smart_style_url     | {any}                    |
        | patient             | {id of Pat}              |
        | need_patient_banner | true                     |

    Scenario: Its scopes have to be asked for
      When the client asks for a token with:
        | grant_type    | client_credentials |
        | client_id     | {client.id}        |
        | client_secret | {client.secret}    |
        | patient       | {id of Pat}        |
      Then the request answers 400

  @rule:access/patient-token-sees-own @needs:client-credentials @needs:second-patient
  Rule: A token for one patient shows nothing of others

    Scenario: Only the patient's appointments are found
      Given these appointments:
        | name | participant[1].actor.reference |
        | A    | Patient/Pat                    |
        | B    | Patient/Quinn                  |
      And the client has a token of Patient/Quinn for "patient/Appointment.read"
      When the client searches for:
        | date | {day} |
      Then the searchset holds "B"
      And the answer has:
        | total | 1 |

    Scenario Outline: Nor are they found by <name>
      Given an appointment
      And the client has a token of Patient/Quinn for "patient/Appointment.read"
      When the client searches for:
        | <name> | <value> |
        | date   | {day}   |
      Then the answer has:
        | total | 0        |
        | entry | (absent) |

      Examples:
        | name    | value                   |
        | _id     | {id of the appointment} |
        | patient | Patient/Pat             |

    @needs:resource-Encounter
    Scenario: Nor is the encounter of another patient
      Given an appointment
      And the client has a token of Patient/Quinn for "patient/Encounter.read"
      When the client searches Encounter for:
        | appointment | Appointment/{id of the appointment} |
      Then the searchset shows no Encounter with:
        | appointment[0].reference | Appointment/{id of the appointment} |

    Scenario: The appointment of another patient is not there
      Given an appointment
      And the client has a token of Patient/Quinn for "patient/Appointment.read"
      When the client reads the appointment
      Then the read is rejected with 404 not-found "Unknown Appointment resource '{id of the appointment}'"

    Scenario: A type that the scopes do not name is denied
      Given the client has a token of Patient/Quinn for "patient/Appointment.read"
      When the client sends GET "/Patient?_count=1"
      Then the search is rejected with 403 forbidden "Authorization failed"

  @rule:access/patient-token-writes-own @match:template @needs:client-credentials @needs:second-patient
  Rule: A token for one patient books for nobody else

    Scenario: An appointment for another patient
      Given the client has a token of Patient/Quinn for "patient/Appointment.*"
      When the client creates an appointment with:
        | participant[1].actor.reference | Patient/Pat |
      Then the create is rejected with 403 forbidden "Authorization failed"

    Scenario: An update of another patient's appointment
      Given an appointment
      And the client has a token of Patient/Quinn for "patient/Appointment.*"
      When the client updates the appointment with:
        | status | booked |
      Then the update is rejected with 403 forbidden "Authorization failed"

    Scenario: An appointment of one's own
      Given the client has a token of Patient/Quinn for "patient/Appointment.*"
      When the client creates an appointment with:
        | participant[1].actor.reference | Patient/Quinn |
      Then the create succeeds

  @rule:access/introspection @needs:introspection
  Rule: A token can be looked at

    Scenario: A token that is good
      When the client sends GET "/auth/introspect/?token={token}"
      Then the request answers 200
      And the answer has:
        | active | true |

    Scenario: A token that is not
      When the client sends GET "/auth/introspect/?token=no-such-token"
      Then the request answers 200
      And the answer has:
        | active | false |
