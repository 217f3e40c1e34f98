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

/** Runs these journeys on a portal of their own; gives how many steps passed and the files that failed. */
async function runOnce(files) {
  const portal = await startPortal()
  process.env.CBOT_E2E_DEMO = portal.demoFile
  let passed = 0
  const failed = new Set()
  try {
    const results = run({ files, concurrency: 1, timeout: JOURNEY_MS })
    results.on('test:pass', () => {
      passed += 1
    })
    results.on('test:fail', ({ file, name }) => failed.add(file ?? name))
    const report = results.compose(spec)
    report.pipe(process.stdout, { end: false })
    await once(report, 'end')
  } finally {
    await portal.stop()
  }
  return { passed, failed: [...failed] }
}

let files = readdirSync(folder)
  .filter(
    (name) => name.endsWith('.test.mjs') && (asked.length === 0 || asked.some((part) => name.includes(part))),
  )
  .map((name) => new URL(name, folder).pathname)
if (files.length === 0) throw new Error(`No journey is named like: ${asked.join(', ')}`)

let allPassed = false
for (let attempt = 1; attempt <= TRIES && !allPassed; attempt += 1) {
  const { passed, failed } = await runOnce(files)
  allPassed = failed.length === 0 && passed > 0
  if (attempt > 1) {
    const steady = files.filter((file) => !failed.includes(file)).map((file) => basename(file))
    if (steady.length > 0) {
      process.stdout.write(`UNSTEADY, passed at the second try only: ${steady.join(', ')}\n`)
    }
  }
  files = files.filter((file) => failed.includes(file))
}
process.exitCode = allPassed ? 0 : 1
