Feature: The reason for visit
  A reason is structured, chosen from those that the instance has configured, or free text.
  The description repeats the text, and a new reason takes the place of the old one.

  @rule:reason-code/text
  Rule: The text is the reason, or the comment beside a structured one

    Scenario: Text alone
      When the client creates an appointment with:
        | reasonCode | [{"text":"Sore throat for a week"}] |
      Then the appointment has:
        | reasonCode | [{"text":"Sore throat for a week"}] |

    Scenario: Text comes back letter by letter
      When the client creates an appointment with:
        | reasonCode | [{"text":"Naïve \"café\" & <b>38,5 °C</b> – seit gestern; 頭痛 🤕, and whatever else there is to say about it in a line of some length"}] |
      Then the appointment has:
        | reasonCode | [{"text":"Naïve \"café\" & <b>38,5 °C</b> – seit gestern; 頭痛 🤕, and whatever else there is to say about it in a line of some length"}] |

    Scenario: Text of an update comes back letter by letter
      Given an appointment
      When the client updates the appointment with:
        | reasonCode | [{"text":"Naïve \"café\" & <b>38,5 °C</b> – seit gestern; 頭痛 🤕, and whatever else there is to say about it in a line of some length"}] |
      Then the appointment has:
        | reasonCode | [{"text":"Naïve \"café\" & <b>38,5 °C</b> – seit gestern; 頭痛 🤕, and whatever else there is to say about it in a line of some length"}] |

    Scenario: Of several lines
      When the client creates an appointment with:
        | reasonCode | [{"text":"Cough\\nand fever\\n\\nsince Monday"}] |
      Then the appointment has:
        | reasonCode | [{"text":"Cough\\nand fever\\n\\nsince Monday"}] |

    Scenario: Text beside a coding, by an update
      Given an appointment
      When the client updates the appointment with:
        | reasonCode | [{"coding":[{"system":"{reason.system}","code":"{reason.code}"}],"text":"Sore throat for a week"}] |
      Then the appointment has:
        | reasonCode[0].text           | Sore throat for a week |
        | reasonCode[0].coding[0].code | {reason.code}          |

    Scenario: Text beside a coding
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"system":"{reason.system}","code":"{reason.code}"}],"text":"Sore throat for a week"}] |
      Then the appointment has:
        | reasonCode[0].text           | Sore throat for a week |
        | reasonCode[0].coding[0].code | {reason.code}          |

  @rule:reason-code/structured
  Rule: The code is looked up among the configured reasons

    Scenario: By its code alone
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"}]}] |
      Then the appointment has:
        | reasonCode[0].coding[0].system | {reason.system} |
        | reasonCode[0].coding[0].code   | {reason.code}   |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"}],"text":"Changed"}] |
      Then the appointment has:
        | reasonCode[0].coding[0].code | {reason.code} |
        | reasonCode[0].text           | Changed       |

    Scenario: The first of two codings
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"},{"system":"INTERNAL","code":"NOSUCH77"}]}] |
      Then the appointment has:
        | reasonCode[0].coding[0].code | {reason.code} |

  @rule:reason-code/must-exist @match:template
  Rule: A code that is not configured is refused

    Scenario: On create
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"NOSUCH77"}],"text":"Anything"}] |
      Then the create is rejected with 422 business-rule "structured reason for visit with code NOSUCH77 does not exist"

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status     | booked                                                                   |
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"NOSUCH77"}],"text":"Anything"}] |
      Then the update is rejected with 422 business-rule "structured reason for visit with code NOSUCH77 does not exist"
      And the appointment has:
        | reasonCode[0].text | Conformance harness visit |

  @rule:reason-code/must-be-unique @match:refused @since:2024-04-19 @needs:records
  Rule: A code that two reasons have is refused

    Scenario: On create
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"SPRN"}],"text":"Anything"}] |
      Then the create is rejected with 422 business-rule "structured reason for visit with code SPRN is not unique"

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | status     | booked                                                               |
        | reasonCode | [{"coding":[{"system":"INTERNAL","code":"SPRN"}],"text":"Anything"}] |
      Then the update is rejected with 422 business-rule "structured reason for visit with code SPRN is not unique"
      And the appointment has:
        | reasonCode[0].text | Conformance harness visit |

  @rule:reason-code/first-only
  Rule: Only the first reason is used

    Scenario: Two reasons
      When the client creates an appointment with:
        | reasonCode | [{"text":"The first"},{"coding":[{"code":"{reason.code}"}],"text":"The second"}] |
      Then the appointment has:
        | reasonCode  | [{"text":"The first"}] |
        | description | The first              |

    Scenario: The second has a code that is not configured
      When the client creates an appointment with:
        | reasonCode | [{"text":"The first"},{"coding":[{"system":"INTERNAL","code":"NOSUCH77"}],"text":"The second"}] |
      Then the create succeeds
      And the appointment has:
        | reasonCode | [{"text":"The first"}] |

  @rule:reason-code/coding-shown
  Rule: A structured reason is read as it is configured

    Scenario: Its display and userSelected
      When the client creates an appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}","display":"Whatever was sent","userSelected":true}],"text":"Comment"}] |
      Then the appointment has:
        | reasonCode | [{"coding":[{"system":"{reason.system}","code":"{reason.code}","display":"{reason.display}","userSelected":false}],"text":"Comment"}] |

  @rule:reason-code/description-mirrors-text
  Rule: The description equals the text

    Scenario: It was not sent
      When the client creates an appointment with:
        | reasonCode | [{"text":"Sore throat for a week"}] |
      Then the appointment has:
        | description | Sore throat for a week |

    Scenario: However long it is
      When the client creates an appointment with:
        | reasonCode | [{"text":"The cough began twelve days ago, first in the mornings, then all day; it is dry, keeps the patient awake, and does not change with the tea, the syrup or the spray that were tried. There is no fever, no pain and no shortness of breath. A sister had the same in the week before and is well again by now."}] |
      Then the appointment has:
        | description | The cough began twelve days ago, first in the mornings, then all day; it is dry, keeps the patient awake, and does not change with the tea, the syrup or the spray that were tried. There is no fever, no pain and no shortness of breath. A sister had the same in the week before and is well again by now. |

    Scenario: After an update of the reason
      Given an appointment
      When the client updates the appointment with:
        | reasonCode | [{"text":"Fever since yesterday"}] |
      Then the appointment has:
        | description | Fever since yesterday |

    @needs:chart
    Scenario: After the clinic has changed the reason
      Given an appointment
      When the clinic changes the reason of the appointment to "Fever since yesterday"
      Then the appointment has:
        | reasonCode  | [{"text":"Fever since yesterday"}] |
        | description | Fever since yesterday              |

  @rule:reason-code/description-sent
  Rule: A description sent alone becomes the text

    Scenario: On create
      When the client creates an appointment with:
        | reasonCode  | (absent)      |
        | description | Annual checkup |
      Then the appointment has:
        | description        | Annual checkup |
        | reasonCode[0].text | Annual checkup |

    Scenario: The reason text wins over the description
      When the client creates an appointment with:
        | reasonCode  | [{"text":"The text"}] |
        | description | The description       |
      Then the appointment has:
        | description        | The text |
        | reasonCode[0].text | The text |

    Scenario: On update
      Given an appointment
      When the client updates the appointment with:
        | description | Annual checkup |
      Then the appointment has:
        | description        | Annual checkup |
        | reasonCode[0].text | Annual checkup |

    Scenario: On update, beside a coding
      Given an appointment
      And the client updates the appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"}],"text":"Sore throat"}] |
      And the appointment has:
        | reasonCode[0].text | Sore throat |
      When the client updates the appointment with:
        | description | Annual checkup |
      Then the appointment has:
        | description                  | Annual checkup |
        | reasonCode[0].text           | Annual checkup |
        | reasonCode[0].coding[0].code | {reason.code}  |

  @rule:reason-code/default-text @since:2024-04-19
  Rule: Without a reason the text says that there is none

    Scenario: Neither a reason nor a description
      When the client creates an appointment with:
        | reasonCode | (absent) |
      Then the appointment has:
        | reasonCode[0].text | No description given |
        | description        | No description given |

  @rule:reason-code/omitted-reason-is-reset @until:2024-04-19 @needs:settings
  Rule: An instance may lose the reason that an update leaves out

    Scenario: Set to do so
      Given the setting updateWithoutReason is reset
      And an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | reasonCode | [{"text":"No description given"}] |

    Scenario: Not set to do so
      Given an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | reasonCode | [{"text":"Conformance harness visit"}] |

  @rule:reason-code/omitted-reason-is-kept @since:2024-04-19
  Rule: A reason that an update leaves out is kept

    Scenario: Structured, with a comment
      Given an appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"}],"text":"Sore throat"}] |
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | reasonCode[0].coding[0].code | {reason.code} |
        | reasonCode[0].text           | Sore throat   |

    @needs:settings
    Scenario: Whatever the instance is set to
      Given the setting updateWithoutReason is reset
      And an appointment
      When the client updates the appointment with:
        | status | booked |
      Then the appointment has:
        | reasonCode[0].text | Conformance harness visit |

  @rule:reason-code/description-is-current @since:2025-05-05 @needs:records
  Rule: A description may describe an other event

    Scenario: Without a reasonCode
      When the client creates an appointment with:
        | appointmentType.coding[0] | {"system":"http://snomed.info/sct","code":"272379006"} |
        | reasonCode                | (absent)                                               |
        | description               | Team meeting                                           |
      Then the appointment has:
        | description | Team meeting |

  @rule:reason-code/update-replaces
  Rule: A changed reason replaces the old one

    Scenario: Changed twice
      Given an appointment
      And the client updates the appointment with:
        | reasonCode | [{"text":"The second"}] |
      When the client updates the appointment with:
        | reasonCode | [{"text":"The third"}] |
      Then the appointment has:
        | reasonCode | [{"text":"The third"}] |

    Scenario: A text takes the place of a coding
      Given an appointment
      And the client updates the appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"}],"text":"Sore throat"}] |
      And the appointment has:
        | reasonCode[0].text | Sore throat |
      When the client updates the appointment with:
        | reasonCode | [{"text":"The second"}] |
      Then the appointment has:
        | reasonCode | [{"text":"The second"}] |

    Scenario: A coding takes the place of a text
      Given an appointment
      And the client updates the appointment with:
        | reasonCode | [{"text":"Sore throat"}] |
      When the client updates the appointment with:
        | reasonCode | [{"coding":[{"code":"{reason.code}"}]}] |
      Then the appointment has:
        | reasonCode[0].coding[0].code | {reason.code} |
        | reasonCode[0].text           | (absent)      |
