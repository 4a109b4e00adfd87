// Draws the pictures of the README from real runs: the report of a verify, and the page of a mock. `npm run pictures`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from '../bench/test-support/browser.ts';
import { call } from '../bench/test-support/command.ts';
import { generateRecords } from '../fixtures/index.ts';
import { startMock } from '../mock-server/index.ts';
import { root } from './rooms.mjs';

const images = join(root, 'docs/images');
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'canvas-pictures-'));
const today = '2031-03-04';
const mock = await startMock({ records: generateRecords({ seed: 7, patients: 40, appointments: 160, today }) });
const browser = await launch();
try {
  const { code, err } = await call(folder, ['verify', '--quiet', '--out', 'reports']);
  if (code !== 0) throw new Error(err);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(pathToFileURL(join(folder, 'reports/conformance.html')).href);
  await page.screenshot({ path: join(images, 'report.png') });
  await fetch(`${mock.url}/Appointment`, { headers: { authorization: `Bearer ${mock.token}` } });
  await page.goto(`${mock.url}/__admin/?from=${today}`);
  await page.getByText('GET').first().waitFor();
  await page.screenshot({ path: join(images, 'mock.png') });
} finally {
  await browser.close();
  await mock.close();
  rmSync(folder, { recursive: true, force: true });
}
