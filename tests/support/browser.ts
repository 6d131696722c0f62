import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const NO_BROWSER =
  'There is no Chromium to look at the page with. Install one (on Debian: apt-get install chromium), or name it in the variable CHROMIUM.';

/** The browser of this machine; null where there is none. */
export async function installedBrowser(): Promise<Browser | null> {
  const named = process.env['CHROMIUM'];
  const executablePath = [...(named === undefined ? [] : [named]), ...PLACES].find((path) =>
    existsSync(path),
  );
  if (executablePath === undefined) return null;
  // The sandbox needs what containers often do not have; the page is one of ours.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
