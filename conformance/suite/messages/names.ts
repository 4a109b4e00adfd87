// How cucumber's JUnit report names a scenario.
import {
  namingStrategy,
  NamingStrategyExampleName,
  NamingStrategyFeatureName,
  NamingStrategyLength,
  type NamingStrategy,
} from '@cucumber/query';

/** A scenario as a naming strategy gets it. */
type Named = Parameters<NamingStrategy['reduce']>[1];

const usual = namingStrategy(
  NamingStrategyLength.LONG,
  NamingStrategyFeatureName.EXCLUDE,
  NamingStrategyExampleName.NUMBER_AND_PICKLE_IF_PARAMETERIZED,
);

/** The usual names of scenarios. `onName` is told of each scenario that a formatter asks a name for, in its order. */
export const namesTelling = (onName: (pickle: Named) => void): NamingStrategy => ({
  reduce: (lineage, pickle) => {
    onName(pickle);
    return usual.reduce(lineage, pickle);
  },
});
