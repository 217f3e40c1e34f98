// The day's reminders, sent by hand: a journey does not wait until it is eight o'clock.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { demo, PYTHON, ROOT } from './portal.mjs'

const SOCKET_LINE = 4

/** Sends what is due of a provider today, as `cbot reminders` does, beside the portal that runs. */
export function sendReminders(provider) {
  const folder = dirname(process.env.CBOT_E2E_DEMO)
  const { baseUrl, providers } = demo()
  const socket = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[SOCKET_LINE]
  const settings = {
    DATABASE_URL: `postgresql://cbot_app@/cbot?host=${encodeURIComponent(socket)}`,
    CBOT_SECRET_KEYS: readFileSync(join(folder, 'secret'), 'utf8').trim(),
    CBOT_BASE_URL: baseUrl,
    CBOT_DATA_DIR: folder,
  }
  const { id } = providers.find((one) => one.key === provider)
  return execFileSync(PYTHON, ['-m', 'app.cli', 'reminders', id], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    encoding: 'utf8',
  })
}
