import { relative } from 'node:path';

export type Count = { passed: number; failed: number; skipped: number };
/** What is read of vitest's JSON report; times in milliseconds. */
export type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    assertionResults: { status: string }[];
  }[];
};

/**
 * Sums up vitest's report. A file that could not be read, an error outside the tests, and fewer files than
 * expected count as one failure each: a test that nobody ran is not a test that passed.
 */
export function countTests(report: Report, code: number, expected: number): Count {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed'),
  );
  const missed = report.testResults.length < expected ? 1 : 0;
  if (missed) console.log(`${report.testResults.length} test files ran, and ${expected} should have.`);
  const failed = report.numFailedTests + broken.length + missed;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const MOST_SHOWN = 15;

/** The files that took longest, for whoever looks where the time goes. */
export function slowest({ testResults }: Report): string {
  const lines = testResults
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, MOST_SHOWN)
    .map(({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${relative('.', name)}`);
  return ['The slowest files:', ...lines].join('\n');
}
