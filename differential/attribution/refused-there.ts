// A write that the counterpart refuses and the mock takes: which rule it belongs to is told by the scripts that met it.
import { isWrite, type Difference, type Script } from '../requests/index.ts';

/** True where a write is taken by the mock and refused by the counterpart. */
export const isRefusedThere = ({ calls }: Script, { call, where, mock, counterpart }: Difference): boolean => {
  const asked = calls[call];
  const [here, there] = [Number(mock), Number(counterpart)];
  return where === 'HTTP status' && here < 300 && there >= 400 && there < 500 && asked !== undefined && isWrite(asked);
};

const countAbout = (rule: string, scripts: readonly Script[]): number =>
  scripts.filter(({ rules }) => rules.includes(rule)).length;

/**
 * The rules whose scripts meet the refusal most often, of all scripts that write so. Where most of these meet it, what is
 * refused is a create as such.
 */
export const rulesOfRefused = (met: readonly Script[], all: readonly Script[], method: string): readonly string[] => {
  const writing = all.filter(({ calls }) => calls.some((call) => isWrite(call) && call.method === method));
  if (met.length > writing.length / 2) return method === 'POST' ? ['interaction/create-makes-one'] : [];
  const ranks = [...new Set(met.flatMap(({ rules }) => rules))].map((rule) => {
    const count = countAbout(rule, met);
    return { rule, count, share: count / countAbout(rule, writing) };
  });
  return ranks
    .toSorted((one, other) => other.share - one.share || other.count - one.count)
    .map(({ rule }) => rule)
    .slice(0, 3);
};
