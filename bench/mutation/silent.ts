// A cucumber formatter that says nothing: the teeth read the messages themselves.
import { Formatter } from '@cucumber/cucumber';

export default class SilentFormatter extends Formatter {}
