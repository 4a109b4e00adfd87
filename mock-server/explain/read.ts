// Which members a read never shows.
import { causeByPath } from './machinery/ignored.ts';

export const readCause = causeByPath([[/^(meta|text|extension|implicitRules|language)\b/, 'read/no-metadata']]);
