// What a step does, as far as somebody has to know it without running it.
import type { Kind } from './support/canonical.ts';

/** Which token the coming requests carry: none, one for a scope (and for one patient), or a text as it stands. */
export type BearerChange = 'none' | { readonly scope: string; readonly patient?: string } | { readonly text: string };

export interface Effect {
  /** Records that the step creates, unless the target refuses. */
  readonly creates?: { readonly type: Kind; readonly count: number; readonly isCancelled?: true };
  /** True where an answer says what it creates: no other scenario can use the record. */
  readonly createsByAnswer?: true;
  /** The write that the client makes for the scenario to look at. */
  readonly writes?: 'create' | 'update';
  /** The type of the record that it updates. */
  readonly updates?: string;
  /** The type that it reads or searches, where no other step is needed to know it. */
  readonly reads?: string;
  /** True where it asks with a part of what an answer has shown, which is another on another server. */
  readonly asksByAnswer?: true;
  /** Requests that it sends itself, where they are not one. */
  readonly asks?: number;
  /** True where it sends a request that may write, of whatever kind. */
  readonly mayWrite?: true;
  /** True where it turns the pages of a searchset. */
  readonly turnsPages?: true;
  /** The interaction that the scenario expects to be refused. */
  readonly expectsRefusalOf?: string;
  /** True where the write may be refused as well as taken. */
  readonly mayBeRefused?: true;
  /** What it sets through the admin surface, which only a mock has. */
  readonly arranges?: 'clock' | 'setting' | 'record' | 'chart';
  /** The setting that it arranges, with its value. */
  readonly sets?: readonly [name: string, value: string];
  readonly bearer?: BearerChange;
  /** The form with which it asks for a token: names and values as they are written. */
  readonly tokenForm?: readonly (readonly [name: string, value: string])[];
}
