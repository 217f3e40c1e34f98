// Runs the browser journeys against one real portal: `npm run e2e`, or `npm run e2e -- main-job` for some of them.
// In CI a journey that failed is begun once more on a fresh portal, and named as unsteady when it passes then.
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { startPortal } from './support/portal.mjs'

const JOURNEY_MS = 600_000
const TRIES = process.env.CI ? 2 : 1
const folder = new URL('./', import.meta.url)
const asked = process.argv.slice(2)

/** Runs these journeys on a portal of their own, one after the other; gives the files of which something failed. */
async function runOnce(files) {
  const portal = await startPortal()
  process.env.CBOT_E2E_DEMO = portal.demoFile
  const failed = []
  try {
    for (const file of files) if (!(await passes(file))) failed.push(file)
  } finally {
    await portal.stop()
  }
  return failed
}

/** Runs one file: a step does not say which journey it belongs to, so each is asked by itself. */
async function passes(file) {
  let passed = 0
  let failed = 0
  const results = run({ files: [file], timeout: JOURNEY_MS })
  results.on('test:pass', () => {
    passed += 1
  })
  results.on('test:fail', () => {
    failed += 1
  })
  const report = results.compose(spec)
  report.pipe(process.stdout, { end: false })
  await once(report, 'end')
  return failed === 0 && passed > 0
}

const files = readdirSync(folder)
  .filter(
    (name) => name.endsWith('.test.mjs') && (asked.length === 0 || asked.some((part) => name.includes(part))),
  )
  .map((name) => new URL(name, folder).pathname)
if (files.length === 0) throw new Error(`No journey is named like: ${asked.join(', ')}`)

let failed = files
for (let attempt = 1; attempt <= TRIES && failed.length > 0; attempt += 1) {
  const tried = failed
  failed = await runOnce(tried)
  if (attempt > 1) {
    const steady = tried.filter((file) => !failed.includes(file)).map((file) => basename(file))
    if (steady.length > 0) {
      process.stdout.write(`UNSTEADY, passed at the second try only: ${steady.join(', ')}\n`)
    }
  }
}
process.exitCode = failed.length === 0 ? 0 : 1
