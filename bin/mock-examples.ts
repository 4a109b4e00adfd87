// What the help of canvas-harness mock ends with.

/** How the options are given, and examples. */
export const examples = `
Every option has an environment variable, and a line of the configuration file: readOnly: true, settings: { … }.
A flag counts before a variable, a variable before the file.

Examples:
  canvas-harness mock
  canvas-harness mock --port 0 --json
  canvas-harness mock --setting doubleBooking=forbid --setting defaultPageSize=20
  canvas-harness mock --config mock.yaml --seed demo --delay 200
  canvas-harness mock --import clinic.json
  canvas-harness mock --host 0.0.0.0 --admin-token secret --cors http://localhost:3000
`;
