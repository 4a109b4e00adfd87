// Opens a target for each scenario, skips what the target cannot offer, and looks after what no step looked at.
import {
  After,
  AfterAll,
  Before,
  setDefaultTimeout,
  setWorldConstructor,
  Status,
  type ITestCaseHookParameter,
} from '@cucumber/cucumber';
import { defaultEdition, type Edition } from '../../schemas/editions/editions.ts';
import './endings.ts';
import { exchangeText, placeOf, type Target, type Validation } from '../../targets/index.ts';
import { matchLevels, type MatchLevel } from './refusal.ts';
import { beginningOf, carries } from '../combining.ts';
import { creationsOf, expectsRefusal, isAboutPeople } from '../creations.ts';
import { editionIn, otherValidation, outsideEdition, tagged } from '../outside-contract.ts';
import { liveBaseUrl, liveTarget } from '../../targets/live/index.ts';
import { closeMock, mockTarget } from '../../targets/mock.ts';
import { recordedTarget } from '../../targets/recorded.ts';
import { Mismatch } from './mismatch.ts';
import { HarnessWorld } from './world.ts';

setWorldConstructor(HarnessWorld);
// Each exchange has a limit of its own; a step may hold many, so that cucumber must not be what ends it.
setDefaultTimeout(-1);

const editionOf = (text: string | undefined): Edition =>
  text === undefined || text === '' ? defaultEdition : editionIn(text, 'CANVAS_EDITION=');

const validationModes = ['documented', 'framework'] as const;

/** How the target is taken to validate bodies. */
const validationOf = (environment: NodeJS.ProcessEnv): Validation => {
  const text = environment['CANVAS_VALIDATION'] ?? '';
  const mode = validationModes.find((known) => known === (text === '' ? 'documented' : text));
  if (mode !== undefined) return mode;
  throw new Error(`CANVAS_VALIDATION=${text} is not a way to validate; there are ${validationModes.join(', ')}`);
};

/** How close a refusal of a live target has to come. A strict run wants the words of the page to the letter. */
const matchLevelOf = (tag: string | undefined): MatchLevel => {
  const level = matchLevels.find((known) => known === tag) ?? 'template';
  return level === 'template' && process.env['CANVAS_STRICT'] === 'true' ? 'exact' : level;
};

type Pickle = ITestCaseHookParameter['pickle'];

/** What a scenario needs: what its tags say, and people where it is about any. */
const needsOf = (pickle: Pickle): string[] => [
  ...(isAboutPeople(pickle) ? ['people'] : []),
  ...tagged(pickle.tags, 'needs'),
];

const openTarget = async (pickle: Pickle, validation: Validation): Promise<Target> => {
  const recording = process.env['CANVAS_RECORDING'] ?? '';
  if (recording !== '') return recordedTarget(recording, placeOf(pickle));
  const edition = editionOf(process.env['CANVAS_EDITION']);
  const baseUrl = liveBaseUrl(process.env);
  if (baseUrl === undefined) return mockTarget(edition, validation);
  const isLeftOut = (outsideEdition(pickle.tags, edition) ?? otherValidation(pickle.tags, validation)) !== undefined;
  const scenario = { place: placeOf(pickle), isLeftOut, needs: needsOf(pickle), creations: creationsOf(pickle) };
  return liveTarget(baseUrl, edition, process.env, scenario);
};

/** Throws where the records of a scenario carry what it does not begin with, or what its steps speak of. */
const checkCombined = (pickle: Pickle, { combined }: Target): void => {
  const beginning = combined && beginningOf(pickle);
  const isOther = combined?.attempts.some((records) => beginning === undefined || !carries(records, beginning));
  if (isOther === true)
    throw new Error('The records that this scenario shares with others are not what it begins with');
};

Before(async function (this: HarnessWorld, { pickle }) {
  const validation = validationOf(process.env);
  const target = await openTarget(pickle, validation);
  checkCombined(pickle, target);
  this.validation = validation;
  this.expectsRefusal = expectsRefusal(pickle);
  await this.open(target);
  if (target.kind === 'live') this.matchLevel = matchLevelOf(tagged(pickle.tags, 'match')[0]);
  const needs = needsOf(pickle).map((need) => ({ need, reason: target.lacks(need) }));
  const edition = { need: 'edition', reason: outsideEdition(pickle.tags, target.edition) };
  const mode = { need: 'validation', reason: otherValidation(pickle.tags, validation) };
  const missing = [edition, mode, ...needs].find(({ reason }) => reason !== undefined);
  if (missing === undefined) return undefined;
  this.record('notExercised', missing);
  return 'skipped';
});

After(async function (this: HarnessWorld, { result }) {
  await this.close(result?.status === Status.PASSED);
  if (result?.status !== Status.PASSED) return;
  if (this.noted !== undefined) throw new Mismatch(this.noted);
  if (this.unexamined === undefined) return;
  throw new Mismatch(`A refusal that no step looked at:\n${exchangeText(this.unexamined)}`);
});

AfterAll(closeMock);
