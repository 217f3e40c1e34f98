// Runs the browser journeys against one real portal: `npm run e2e`, or `npm run e2e -- main-job` for some of them.
import { readdirSync } from 'node:fs'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { startPortal } from './support/portal.mjs'

const JOURNEY_MS = 600_000
const folder = new URL('./', import.meta.url)
const asked = process.argv.slice(2)

const files = readdirSync(folder)
  .filter(
    (name) => name.endsWith('.test.mjs') && (asked.length === 0 || asked.some((part) => name.includes(part))),
  )
  .map((name) => new URL(name, folder).pathname)
if (files.length === 0) throw new Error(`No journey is named like: ${asked.join(', ')}`)

const portal = await startPortal()
process.env.CBOT_E2E_DEMO = portal.demoFile

let passed = 0
let failed = 0
const results = run({ files, concurrency: 1, timeout: JOURNEY_MS })
results.on('test:pass', () => {
  passed += 1
})
results.on('test:fail', () => {
  failed += 1
})
results.on('end', async () => {
  await portal.stop()
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
})
results.compose(spec).pipe(process.stdout)
