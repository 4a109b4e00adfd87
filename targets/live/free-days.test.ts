// The days on which a live run books: of the weekday that scenarios have on the mock, and free.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { playedDay } from '../../differential/requests/days.ts';
import { FreeDays } from './free-days.ts';

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

const answerWith = (totalOf: (range: URLSearchParams) => number) => {
  const asked: URLSearchParams[] = [];
  const days = new FreeDays((path) => {
    const range = new URLSearchParams(path.split('?')[1]);
    asked.push(range);
    return Promise.resolve({ status: 200, headers: new Headers(), text: JSON.stringify({ total: totalOf(range) }) });
  });
  return { asked, days };
};

describe('the day of a scenario of a live run', () => {
  it('is a day of the week like that of the mock, since a clinic has its hours by it', async () => {
    const { days } = answerWith(() => 0);
    for (let times = 0; times < 20; times++) assert.equal(weekdayOf(await days.next()), weekdayOf(playedDay));
  });

  it('is free from two days before it to ten days behind it, and shares none of them with another', async () => {
    const { asked, days } = answerWith(() => 0);
    const [one, two] = [await days.next(), await days.next()];
    assert.deepEqual(
      asked.map((range) => range.getAll('date').map((bound) => bound.slice(0, 2))),
      [
        ['ge', 'le'],
        ['ge', 'le'],
      ],
    );
    const [[, last = ''] = [], [first = ''] = []] = asked.map((range) =>
      range.getAll('date').map((bound) => bound.slice(2)),
    );
    assert.ok(one < last && last < first && first < two, [one, last, first, two].join(' '));
  });

  it('is not one on which somebody has booked', async () => {
    let count = 0;
    const { asked, days } = answerWith(() => (++count === 1 ? 3 : 0));
    const day = await days.next();
    assert.equal(asked.length, 2);
    assert.ok(
      asked[1]?.getAll('date').some((bound) => bound < `le${day}`),
      day,
    );
  });
});
