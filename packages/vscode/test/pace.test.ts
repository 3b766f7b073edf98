import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { paced } from "../src/pace.js";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test("work is done at once, and then once per pause however often it is asked for", () => {
  const work = jest.fn();
  const pace = paced(2000, work);
  const askFor = (duration: number): void => {
    for (let time = 0; time < duration; time += 100) {
      pace.ask();
      jest.advanceTimersByTime(100);
    }
  };
  pace.ask();
  expect(work).toHaveBeenCalledTimes(1);
  askFor(1900);
  expect(work).toHaveBeenCalledTimes(1);
  // What was asked for last is never forgotten.
  jest.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(2);
  askFor(6000);
  expect(work).toHaveBeenCalledTimes(5);
  jest.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(5);
  pace.ask();
  expect(work).toHaveBeenCalledTimes(6);
});

test("nothing is done after it was disposed of", () => {
  const work = jest.fn();
  const pace = paced(2000, work);
  pace.ask();
  pace.ask();
  pace.dispose();
  jest.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(1);
});
