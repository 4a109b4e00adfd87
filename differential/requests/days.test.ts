// The day on which a script is performed: a clinic offers its times by the day of the week.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { playedDay, sameWeekdayFrom } from './days.ts';

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('the day of a script', () => {
  it('is a day of the week like that on which its scenario was played, at most six days on', () => {
    for (const day of ['2082-12-12', '2031-03-04', '2040-02-29']) {
      const found = sameWeekdayFrom(day);
      assert.equal(weekdayOf(found), weekdayOf(playedDay));
      const distance = (Date.parse(found) - Date.parse(day)) / 86_400_000;
      assert.ok(distance >= 0 && distance < 7, found);
    }
  });
});
