// The forms that a sound server may have.
import { answerForms } from './answer-forms.ts';
import { clinicForms } from './clinic-forms.ts';
import { lagging } from './lagging.ts';
import type { Form } from './form.ts';
import { wireForms } from './wire-forms.ts';

export const forms = {
  ...wireForms,
  ...answerForms,
  ...clinicForms,
  'searches lag 300 milliseconds behind': { begin: lagging(300) },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof forms;
