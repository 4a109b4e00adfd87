// The one way to the standard error, for what may quote somebody else.
import { withoutControls } from './controls.ts';

/** Says a line to whoever runs the command. */
export const say = (line: string): void => void process.stderr.write(`${withoutControls(line)}\n`);
