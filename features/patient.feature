@needs:resource-Patient
Feature: Patient
  Who an appointment is for. Patients are written, read and found, as far as an appointment needs one.
  A create says little and Canvas adds to it; an update changes what it sends, and lists replace what they list.

  @rule:patient/official-name-is-required @match:refused
  Rule: A patient has an official name

    Scenario: A name for official use beside another
      When the client creates a patient with:
        | name | [{"use":"nickname","given":["Addie"]},{"use":"official","family":"Harness","given":["Ada"]}] |
      Then the create succeeds

    Scenario Outline: Created with the names <names>
      When the client creates a patient with:
        | name | <names> |
      Then the create is rejected with 400 invalid "Bad request: name: needs an entry with use official, a family and a given name"

      Examples:
        | names                                                 |
        | (absent)                                              |
        | []                                                    |
        | [{"use":"usual","family":"Harness","given":["Ada"]}]  |
        | [{"use":"official","given":["Ada"]}]                  |
        | [{"use":"official","family":"Harness"}]               |

    Scenario: Updated to another kind of name
      Given a patient
      When the client updates the patient with:
        | name | [{"use":"usual","family":"Harness","given":["Ada"]}] |
      Then the update is rejected with 400 invalid "Bad request: name: needs an entry with use official, a family and a given name"

  @rule:patient/birth-date-is-required @match:refused
  Rule: A new patient has a birth date

    Scenario: Left out
      When the client creates a patient with:
        | birthDate | (absent) |
      Then the create is rejected with 400 invalid "Bad request: birthDate: required"

    Scenario: An update may leave it out
      Given a patient
      When the client updates the patient with:
        | gender | other |
      Then the patient has:
        | birthDate | 1980-11-13 |

  @rule:patient/birthsex-is-required @match:refused @since:2025-05-05
  Rule: A patient is written with the sex at birth

    Scenario: A create without the extension
      When the client creates a patient with:
        | extension | (absent) |
      Then the create is rejected with 400 invalid "Bad request: extension: us-core-birthsex with a valueCode is required"

    Scenario: An update without the extension
      Given a patient
      When the client updates the patient with:
        | gender    | other    |
        | extension | (absent) |
      Then the update is rejected with 400 invalid "Bad request: extension: us-core-birthsex with a valueCode is required"

    Scenario: With the extension
      When the client creates a patient with:
        | extension | [{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"M"}] |
      Then the patient has:
        | extension | [{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"M"}] |

  @rule:patient/birth-date-is-a-date @match:refused @validation:documented
  Rule: A birth date is a date that exists

    Scenario Outline: Created with <date>
      When the client creates a patient with:
        | birthDate | <date> |
      Then the create is rejected with 400 invalid "Bad request: birthDate: '<date>' is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY"

      Examples:
        | date       |
        | 1980-02-30 |
        | 1980-13    |
        | 13.11.1980 |
        | unknown    |

    Scenario: Updated to a day that does not exist
      Given a patient
      When the client updates the patient with:
        | birthDate | 1981-02-29 |
      Then the update is rejected with 400 invalid "Bad request: birthDate: '1981-02-29' is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY"

  @rule:patient/birth-date-is-completed
  Rule: A birth date without day or month gets the first

    Scenario Outline: <sent>
      When the client creates a patient with:
        | birthDate | <sent> |
      Then the patient has:
        | birthDate | <read> |

      Examples:
        | sent    | read       |
        | "1980"  | 1980-01-01 |
        | 1980-11 | 1980-11-01 |

    Scenario: Updated to a year
      Given a patient
      When the client updates the patient with:
        | birthDate | "1979" |
      Then the patient has:
        | birthDate | 1979-01-01 |

  @rule:patient/active-by-default
  Rule: A new patient is active unless told otherwise

    Scenario Outline: Sent as <sent>
      When the client creates a patient with:
        | active | <sent> |
      Then the patient has:
        | active | <read> |

      Examples:
        | sent     | read  |
        | (absent) | true  |
        | true     | true  |
        | false    | false |

  @rule:patient/telecom-list-replaces
  Rule: A telecom list replaces what is stored

    Background:
      Given a patient with:
        | telecom | [{"system":"phone","value":"4155550142"},{"system":"email","value":"ada@harness.example"}] |

    Scenario: What the list leaves out is deleted
      When the client updates the patient with:
        | telecom | [{"system":"email","value":"ada.lo@harness.example"}] |
      Then the patient has:
        | telecom[0].system | email                  |
        | telecom[0].value  | ada.lo@harness.example |
        | telecom[1]        | (absent)               |

    Scenario: An empty list deletes all
      When the client updates the patient with:
        | telecom | [] |
      Then the patient has:
        | telecom[0] | (absent) |

    Scenario: Without a list all is kept
      When the client updates the patient with:
        | gender | other |
      Then the patient has:
        | telecom[0].value | "4155550142"        |
        | telecom[1].value | ada@harness.example |

  @rule:patient/identifier-has-defaults
  Rule: An identifier is usual and lasts unless told otherwise

    Scenario: Created with system and value only
      When the client creates a patient with:
        | identifier | [{"system":"urn:harness","value":"P-1"}] |
      Then the patient has:
        | identifier[1].use    | usual                                     |
        | identifier[1].system | urn:harness                               |
        | identifier[1].value  | P-1                                       |
        | identifier[1].period | {"start":"1970-01-01","end":"2100-12-31"} |

    Scenario: Sent with an update
      Given a patient
      When the client updates the patient with:
        | identifier | [{"system":"urn:harness","value":"P-1"}] |
      Then the patient has:
        | identifier[1].use    | usual                                     |
        | identifier[1].period | {"start":"1970-01-01","end":"2100-12-31"} |

    Scenario: What is sent is kept
      When the client creates a patient with:
        | identifier | [{"use":"secondary","system":"urn:harness","value":"P-1","period":{"start":"2020-01-01","end":"2090-12-31"}}] |
      Then the patient has:
        | identifier[1].use    | secondary                                 |
        | identifier[1].period | {"start":"2020-01-01","end":"2090-12-31"} |

  @rule:patient/identifier-list-replaces-current
  Rule: An identifier list replaces the identifiers that have not ended

    Scenario: A current one gives way
      Given a patient with:
        | identifier | [{"system":"urn:harness","value":"P-1"}] |
      When the client updates the patient with:
        | identifier | [{"system":"urn:harness","value":"P-2"}] |
      Then the patient has:
        | identifier[1].value | P-2      |
        | identifier[2]       | (absent) |

    Scenario: One that has ended stays
      Given a patient with:
        | identifier | [{"system":"urn:harness","value":"P-0","period":{"start":"2020-01-01","end":"2021-01-01"}}] |
      When the client updates the patient with:
        | identifier | [] |
      Then the patient has:
        | identifier[1].value | P-0      |
        | identifier[2]       | (absent) |

    Scenario: One sent with its id is changed
      Given a patient with:
        | identifier | [{"system":"urn:harness","value":"P-1"},{"system":"urn:harness","value":"P-2"}] |
      When the client puts the patient back as it was read, with:
        | identifier[1].value | P-3 |
      Then the patient has:
        | identifier[1].value | P-3      |
        | identifier[2].value | P-2      |
        | identifier[3]       | (absent) |

    Scenario: Without a list all are kept
      Given a patient with:
        | identifier | [{"system":"urn:harness","value":"P-1"}] |
      When the client updates the patient with:
        | gender | other |
      Then the patient has:
        | identifier[1].value | P-1 |

  @rule:patient/record-number-is-assigned
  Rule: Canvas assigns the medical record number

    Scenario: It is the first identifier
      When the client creates a patient with:
        | identifier | [{"system":"urn:harness","value":"P-1"}] |
      Then the patient has:
        | identifier[0].system              | http://canvasmedical.com |
        | identifier[0].type.coding[0].code | MR                       |
        | identifier[0].value               | {any}                    |
        | identifier[1].value               | P-1                      |

    Scenario: One that is sent changes nothing
      Given a patient
      And the client puts the patient back as it was read, with:
        | identifier[0].value | harness-{day} |
      When the client searches Patient for:
        | identifier | harness-{day} |
      Then the searchset holds nothing

  @rule:patient/shows-what-was-written
  Rule: A Patient shows what was written

    Scenario: Name, gender and birth date
      When the client creates a patient with:
        | name | [{"use":"official","family":"Harness","given":["Ada","Lo"]}] |
      Then the patient has:
        | id             | {hex}        |
        | active         | true         |
        | name[0].use    | official     |
        | name[0].family | Harness      |
        | name[0].given  | ["Ada","Lo"] |
        | gender         | female       |
        | birthDate      | 1980-11-13   |

    Scenario: Phone and e-mail
      When the client creates a patient with:
        | telecom | [{"system":"phone","value":"4155550142"},{"system":"email","value":"ada@harness.example"}] |
      Then the patient has:
        | telecom[0].system | phone               |
        | telecom[0].value  | "4155550142"        |
        | telecom[1].system | email               |
        | telecom[1].value  | ada@harness.example |

    Scenario: Address
      When the client creates a patient with:
        | address | [{"line":["1 Quay Street"],"city":"Alameda","state":"CA","postalCode":"94501"}] |
      Then the patient has:
        | address[0].line       | ["1 Quay Street"] |
        | address[0].city       | Alameda           |
        | address[0].state      | CA                |
        | address[0].postalCode | "94501"           |

  @rule:patient/bad-birthdate-is-refused @match:refused
  Rule: What is not a day is refused

    Scenario Outline: <value>
      When the client searches Patient for:
        | birthdate | <value> |
      Then the search is rejected with 400 invalid "Bad request: birthdate: <problem>"

      Examples:
        | value        | problem                                                                   |
        | 1984-02-30   | '1984-02-30' is not a day of the form YYYY-MM-DD                             |
        | lt1984-13-01 | '1984-13-01' is not a day of the form YYYY-MM-DD                             |
        | long ago     | 'long ago' does not begin with one of eq, gt, ge, lt, le{rest} or a digit |

  @rule:patient/bad-sort-is-refused @match:refused
  Rule: What cannot be sorted by is refused

    Scenario Outline: <value>
      When the client searches Patient for:
        | _sort | <value> |
      Then the search is rejected with 400 invalid "Bad request: _sort: '<value>' is not supported (_id, birthdate, family, given, each also with a leading -)"

      Examples:
        | value     |
        | shoe-size |
        | -gender   |

  @rule:patient/id-finds
  Rule: _id finds one patient

    Scenario: By the id
      When the client searches Patient for:
        | _id | {id of Pat} |
      Then the searchset holds "Pat"

    Scenario: An id that nobody has
      When the client searches Patient for:
        | _id | 6f1d7c520000400080003b9ac9ff0000 |
      Then the page holds 0 entries

  @rule:patient/identifier-finds
  Rule: identifier finds by system and value

    Scenario Outline: <token>
      Given these patients:
        | name | identifier                                              |
        | A    | [{"system":"urn:harness:{day}","value":"harness-{day}"}] |
        | B    | [{"value":"harness-{day}"}]                             |
      When the client searches Patient for:
        | identifier | <token> |
      Then the searchset holds <found>

      Examples:
        | token                            | found    |
        | harness-{day}                    | "A", "B" |
        | urn:harness:{day}\|harness-{day} | "A"      |
        | urn:harness:{day}\|              | "A"      |
        | \|harness-{day}                  | "B"      |
        | urn:other:{day}\|harness-{day}   | nothing  |

    @needs:records
    Scenario Outline: The medical record number, as <token>
      Given in Canvas patient "Quinn" has:
        | mrn | "900100200" |
      When the client searches Patient for:
        | identifier | <token> |
      Then the searchset holds "Quinn"

      Examples:
        | token                               |
        | 900100200                           |
        | http://canvasmedical.com\|900100200 |

  @rule:patient/name-finds-by-part
  Rule: name finds by a part of either name

    Scenario Outline: <part>
      Given these patients:
        | name | name[0].given | name[0].family |
        | A    | ["Ida-{day}"] | Moss-{day}     |
        | B    | ["Olaf"]      | Reed-{day}     |
      When the client searches Patient for:
        | name | <part> |
      Then the searchset holds <found>

      Examples:
        | part       | found |
        | moss-{day} | "A"   |
        | DA-{day}   | "A"   |
        | reed-{day} | "B"   |

  @rule:patient/family-finds
  Rule: family finds by a part of the family name

    Scenario: The family name of somebody who is there
      When the client searches Patient by the family of patient "Pat"
      Then the searchset shows a Patient with:
        | id | {id of Pat} |

    Scenario: The given name does not count
      Given these patients:
        | name | name[0].given  | name[0].family |
        | A    | ["Ida"]        | Moss-{day}     |
        | B    | ["Moss-{day}"] | Reed           |
      When the client searches Patient for:
        | family | OSS-{day} |
      Then the searchset holds "A"

  @rule:patient/given-finds
  Rule: given finds by a part of the given names

    Scenario: The family name does not count
      Given these patients:
        | name | name[0].given         | name[0].family |
        | A    | ["Ida"]               | Moss-{day}     |
        | B    | ["Olaf","Moss-{day}"] | Reed           |
      When the client searches Patient for:
        | given | OSS-{day} |
      Then the searchset holds "B"

  @rule:patient/birthdate-finds
  Rule: birthdate finds by the day of birth

    Scenario: The day of somebody who is there
      When the client searches Patient by the birthdate of patient "Pat"
      Then every Patient on the page matches the search parameter birthdate
      And the searchset shows a Patient with:
        | id | {id of Pat} |

    Scenario: The day
      Given these patients:
        | name | name[0].family | birthDate  |
        | A    | Moss-{day}     | 1951-03-01 |
        | B    | Moss-{day}     | 1951-03-02 |
      When the client searches Patient for:
        | family    | Moss-{day} |
        | birthdate | 1951-03-02 |
      Then the searchset holds "B"

    @needs:records
    Scenario Outline: <date>
      Given in Canvas patient "Pat" has:
        | birthDate | 1951-03-01 |
      And in Canvas patient "Quinn" has:
        | birthDate | 1951-03-02 |
      When the client searches Patient for:
        | birthdate | <date> |
      Then the searchset holds <found>

      Examples:
        | date         | found          |
        | eq1951-03-01 | "Pat"          |
        | gt1951-03-01 | "Quinn"        |
        | ge1951-03-01 | "Pat", "Quinn" |
        | ge1951-03-02 | "Quinn"        |
        | lt1951-03-02 | "Pat"          |
        | le1951-03-02 | "Pat", "Quinn" |
        | le1951-03-01 | "Pat"          |

  @rule:patient/gender-finds
  Rule: gender finds by the administrative gender

    Scenario Outline: <gender>
      Given these patients:
        | name | name[0].family | gender |
        | A    | Moss-{day}     | female |
        | B    | Moss-{day}     | other  |
      When the client searches Patient for:
        | family | Moss-{day} |
        | gender | <gender>   |
      Then the searchset holds <found>

      Examples:
        | gender | found   |
        | female | "A"     |
        | other  | "B"     |
        | male   | nothing |

    Scenario Outline: Of everybody who is there, those who are <gender>
      When the client searches Patient for:
        | gender | <gender> |
      Then every Patient on the page matches the search parameter gender

      Examples:
        | gender |
        | female |
        | male   |

  @rule:patient/email-finds
  Rule: email finds by the e-mail address

    Scenario: In any case
      Given these patients:
        | name | telecom                                                      |
        | A    | [{"system":"email","value":"Ida.{day}@harness.example"}]     |
        | B    | [{"system":"email","value":"olaf.{day}@harness.example"}]    |
      When the client searches Patient for:
        | email | ida.{day}@HARNESS.example |
      Then the searchset holds "A"

  @rule:patient/phone-finds
  Rule: phone finds by the digits of the number

    Scenario Outline: <number>
      Given these patients:
        | name | name[0].family | telecom                                     |
        | A    | Moss-{day}     | [{"system":"phone","value":"4155550142"}]   |
        | B    | Moss-{day}     | [{"system":"phone","value":"4155550143"}]   |
      When the client searches Patient for:
        | family | Moss-{day} |
        | phone  | <number>   |
      Then the searchset holds "A"

      Examples:
        | number         |
        | 4155550142     |
        | (415) 555-0142 |

  @rule:patient/active-finds
  Rule: active finds by whether the record is in use

    Scenario Outline: Of everybody who is there, those whose active is <active>
      When the client searches Patient for:
        | active | <active> |
      Then every Patient on the page matches the search parameter active

      Examples:
        | active |
        | true   |
        | false  |

    Scenario Outline: <active>
      Given these patients:
        | name | name[0].family | active |
        | A    | Moss-{day}     | true   |
        | B    | Moss-{day}     | false  |
      When the client searches Patient for:
        | family | Moss-{day} |
        | active | <active>   |
      Then the searchset holds <found>

      Examples:
        | active | found |
        | true   | "A"   |
        | false  | "B"   |

    Scenario: Without it both are found
      Given these patients:
        | name | name[0].family | active |
        | A    | Moss-{day}     | true   |
        | B    | Moss-{day}     | false  |
      When the client searches Patient for:
        | family | Moss-{day} |
      Then the searchset holds "A", "B"

  @rule:patient/sort
  Rule: _sort orders the matches

    Scenario Outline: By birth date, <key>
      Given these patients:
        | name | name[0].family | birthDate  |
        | A    | Moss-{day}     | 1951-03-02 |
        | B    | Moss-{day}     | 1951-03-01 |
        | C    | Moss-{day}     | 1951-03-03 |
      When the client searches Patient for:
        | family | Moss-{day} |
        | _sort  | <key>      |
      Then the searchset holds, in this order, <found>

      Examples:
        | key        | found         |
        | birthdate  | "B", "A", "C" |
        | -birthdate | "C", "A", "B" |

    @needs:records
    Scenario Outline: By <key>
      Given in Canvas patient "Pat" has:
        | given  | Olaf |
        | family | Moss |
      And in Canvas patient "Quinn" has:
        | given  | Ida  |
        | family | Reed |
      When the client searches Patient for:
        | _sort | <key> |
      Then the searchset holds, in this order, <found>

      Examples:
        | key     | found          |
        | family  | "Pat", "Quinn" |
        | -family | "Quinn", "Pat" |
        | given   | "Quinn", "Pat" |
        | -given  | "Pat", "Quinn" |

    @needs:records
    Scenario Outline: By <key>, where Quinn's id comes before Pat's
      When the client searches Patient for:
        | _sort | <key> |
      Then the searchset holds, in this order, <found>

      Examples:
        | key  | found          |
        | _id  | "Quinn", "Pat" |
        | -_id | "Pat", "Quinn" |

  @rule:patient/deceased-is-kept
  Rule: A death is kept and shown

    Scenario: It is said and taken back
      Given a patient
      When the client updates the patient with:
        | deceasedBoolean | true |
      Then the patient has:
        | deceasedBoolean | true |
      When the client updates the patient with:
        | deceasedDateTime | 2030-11-13 |
      Then the patient has:
        | deceasedDateTime | 2030-11-13 |
      When the client updates the patient with:
        | deceasedBoolean | false |
      Then the patient has:
        | deceasedDateTime | (absent) |

    @needs:chart
    Scenario: The clinic says it
      Given a patient
      When the clinic marks the patient as deceased
      Then the patient has:
        | deceasedBoolean | true |

  @rule:patient/death-leaves-appointments @until:2026-06-22
  Rule: The appointments of a patient who has died stay

    Scenario: A future one
      Given a patient
      And an appointment with:
        | participant[1].actor.reference | Patient/{id of the patient} |
      When the client updates the patient with:
        | deceasedBoolean | true |
      Then the appointment has:
        | status | proposed |

    @needs:chart
    Scenario: A future one when the clinic says it
      Given a patient
      And an appointment with:
        | participant[1].actor.reference | Patient/{id of the patient} |
      When the clinic marks the patient as deceased
      Then the appointment has:
        | status | proposed |

  @rule:patient/death-cancels-appointments @since:2026-06-22
  Rule: The future appointments of a patient who has died are cancelled

    Scenario: One that lies in the future
      Given a patient
      And an appointment with:
        | participant[1].actor.reference | Patient/{id of the patient} |
      When the client updates the patient with:
        | deceasedBoolean | true |
      Then the appointment has:
        | status | cancelled |

    @needs:chart
    Scenario: One that lies in the future when the clinic says it
      Given a patient
      And an appointment with:
        | participant[1].actor.reference | Patient/{id of the patient} |
      When the clinic marks the patient as deceased
      Then the appointment has:
        | status | cancelled |
