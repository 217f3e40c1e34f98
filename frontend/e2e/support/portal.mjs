// The real portal in a folder of its own: database, API, worker, mail catcher and the built SPA.
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startDns } from './dns.mjs'

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
export const PYTHON = process.env.CBOT_PYTHON ?? join(ROOT, '.venv/bin/python')
const START_MS = 180_000
const STOP_MS = 20_000
const POLL_MS = 200

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function isReady(baseUrl) {
  const answer = await fetch(`${baseUrl}/readyz`).catch(() => null)
  return answer?.ok === true
}

/** A payment service on loopback, and what the portal's environment says to pay there. */
async function startPayments() {
  const port = await freePort()
  const service = spawn(PYTHON, ['-m', 'tests.fakes.payment_service', String(port)], {
    cwd: ROOT,
    stdio: 'ignore',
  })
  return {
    environment: {
      CBOT_PAYMENTS: 'mollie',
      CBOT_MOLLIE_KEY: 'test_key_of_the_fake',
      CBOT_MOLLIE_URL: `http://127.0.0.1:${port}`,
    },
    stop: () => service.kill('SIGTERM'),
  }
}

/** Starts the portal and gives the file with its logins; `stop` ends it and throws its data away. */
export async function startPortal() {
  const folder = mkdtempSync(join(tmpdir(), 'cbot-e2e-'))
  const log = join(folder, 'portal.log')
  const port = await freePort()
  const dns = await startDns(folder)
  const baseUrl = `http://127.0.0.1:${port}`
  const payments = await startPayments()
  const process_ = spawn(PYTHON, ['-m', 'app.cli', 'run'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...payments.environment,
      PORT: String(port),
      HOST: '127.0.0.1',
      CBOT_DATA_DIR: folder,
      SMTP_URL: '',
      CBOT_DNS_SERVER: dns.address,
      CBOT_DKIM_SELECTOR: 'mail',
      CBOT_WEBHOOK_LOOPBACK: 'true',
      CBOT_SPF_INCLUDE: '_spf.c-bot.example',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = createWriteStream(log)
  process_.stdout.pipe(output)
  process_.stderr.pipe(output)
  const gone = new Promise((resolve) => process_.once('exit', resolve))

  async function stop() {
    process_.kill('SIGTERM')
    const late = pause(STOP_MS, 'late', { ref: false })
    if ((await Promise.race([gone, late])) === 'late') process_.kill('SIGKILL')
    await gone
    dns.stop()
    payments.stop()
    rmSync(folder, { recursive: true, force: true })
  }

  const demoFile = join(folder, 'demo.json')
  const until = Date.now() + START_MS
  while (!(existsSync(demoFile) && (await isReady(baseUrl)))) {
    if (process_.exitCode !== null || Date.now() > until) {
      const said = readFileSync(log, 'utf8').slice(-4000)
      await stop()
      throw new Error(`The portal did not start:\n${said}`)
    }
    await pause(POLL_MS)
  }
  return { demoFile, stop }
}

/** What the running portal wrote about itself: base URL, logins and mail folder. */
export function demo() {
  const file = process.env.CBOT_E2E_DEMO
  if (!file) throw new Error('Run the journeys with `npm run e2e`: it starts the portal that they need.')
  return JSON.parse(readFileSync(file, 'utf8'))
}
