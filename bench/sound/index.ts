// The forms that a sound server may have.
import { answerForms } from './answer-forms.ts';
import { clinicForms } from './clinic-forms.ts';
import type { Form } from './form.ts';
import { laggingForms } from './lagging-forms.ts';
import { resourceForms } from './resource-forms.ts';
import { wireForms } from './wire-forms.ts';

export const forms = {
  ...wireForms,
  ...answerForms,
  ...clinicForms,
  ...resourceForms,
  ...laggingForms,
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof forms;
