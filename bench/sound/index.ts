// The forms that a sound server may have.
import { answerForms } from './answer-forms.ts';
import { clinicForms } from './clinic-forms.ts';
import { lagging } from './lagging.ts';
import type { Form } from './form.ts';
import { resourceForms } from './resource-forms.ts';
import { wireForms } from './wire-forms.ts';

const lagSaid = { code: 0, says: /searches show what was written only after up to \d+ ms/ } as const;

export const forms = {
  ...wireForms,
  ...answerForms,
  ...clinicForms,
  ...resourceForms,
  'searches lag 300 milliseconds behind': { begin: lagging(300), ends: lagSaid },
  'searches lag a second and a half behind': { begin: lagging(1500), ends: lagSaid, rules: 'search,searchset' },
  'every other search is answered by a replica that lags': { begin: lagging(400, 2), ends: lagSaid },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof forms;
