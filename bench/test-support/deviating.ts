// A mock that deviates, as a process of its own: what it is told is the JSON of its options, what it says is its address.
import { startMock, type MockOptions } from '../../mock-server/index.ts';

const { url, token } = await startMock(JSON.parse(process.argv[2] ?? '{}') as MockOptions);
process.stdout.write(`${JSON.stringify({ url, token })}\n`);
