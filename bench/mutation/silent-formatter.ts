// A cucumber formatter that prints nothing: the harness reads the messages itself.
import { Formatter } from '@cucumber/cucumber';

export default class SilentFormatter extends Formatter {}
