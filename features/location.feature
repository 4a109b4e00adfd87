@needs:resource-Location
Feature: Location
  The places of a practice can be read and found, and nobody writes them over FHIR.
  An appointment names one of them; each says whether it is still in use.

  @rule:location/shows-the-practice-location
  Rule: A Location shows the practice location

    Scenario: Its members
      When the client reads location "Clinic"
      Then the answer has:
        | id                   | {uuid}                           |
        | identifier[0].system | http://hl7.org/fhir/sid/us-npi   |
        | name                 | {any}                            |
        | alias                | ["{any}"]                        |
        | description          | {any}                            |
        | address.use          | work                             |

    @needs:records
    Scenario: Its names, its description and its number
      Given in Canvas location "Clinic" has:
        | name      | Harbour House Family Practice |
        | shortName | Harbour House                 |
        | npi       | "1234567893"                  |
      When the client reads location "Clinic"
      Then the answer has:
        | identifier  | [{"system":"http://hl7.org/fhir/sid/us-npi","value":"1234567893"}] |
        | name        | Harbour House Family Practice                                      |
        | alias       | ["Harbour House"]                                                  |
        | description | Canvas Medical: Harbour House Family Practice                      |

    @needs:records
    Scenario: Its address
      Given in Canvas location "Clinic" has:
        | address | {"line":["1 Quay Street"],"city":"Alameda","state":"CA","postalCode":"94501"} |
      When the client searches Location for:
        | _id | {id of Clinic} |
      Then the answer has:
        | entry[0].resource.address | {"use":"work","line":["1 Quay Street"],"city":"Alameda","state":"CA","postalCode":"94501","country":"USA"} |

  @rule:location/inactive-is-marked
  Rule: The status says whether the location is in use

    Scenario: In use
      When the client reads location "Clinic"
      Then the answer has:
        | status | active |

    @needs:records
    Scenario: No longer in use, it can still be read
      Given in Canvas location "Annex" has:
        | active | false |
      When the client reads location "Annex"
      Then the answer has:
        | status | inactive |

    @needs:records
    Scenario: No longer in use, it is still found
      Given in Canvas location "Annex" has:
        | active | false |
      When the client searches Location for:
        | _id | {id of Annex} |
      Then the searchset shows a Location with:
        | id     | {id of Annex} |
        | status | inactive      |

  @rule:location/id-finds
  Rule: _id finds one location

    Scenario: By its id
      When the client searches Location for:
        | _id | {id of Clinic} |
      Then the searchset holds "Clinic"

    Scenario: An id that no location has
      When the client searches Location for:
        | _id | 6f1d7c52-0000-4000-8000-3b9ac9ff0000 |
      Then the page holds 0 entries
