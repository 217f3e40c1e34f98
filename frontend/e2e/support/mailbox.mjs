// The mails that the catcher took in by SMTP, as files.
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { demo } from './portal.mjs'

const WAIT_MS = 45_000

function decodeQuoted(text) {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_match, code) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** The plain words of a mail: every text part, decoded. */
function wordsOf(raw) {
  return raw
    .split(/\r?\n--[^\r\n]+/)
    .map((part) => {
      const [head, ...rest] = part.split(/\r?\n\r?\n/)
      const body = rest.join('\n\n')
      if (/base64/i.test(head) && /text\//i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
      return /quoted-printable/i.test(part.slice(0, part.indexOf(body))) ? decodeQuoted(body) : body
    })
    .join('\n')
}

function mailsIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .map((raw) => ({ raw, words: wordsOf(raw) }))
}

/** Every mail that was delivered to this address. */
export function mailsTo(address) {
  const to = new RegExp(
    `^(To|X-Rcpt|X-Envelope-To|Delivered-To|X-RcptTo):[^\\r\\n]*${address.replace(/[.+]/g, '\\$&')}`,
    'im',
  )
  return mailsIn(demo().mailDir).filter(({ raw }) => to.test(raw))
}

/** Waits until a mail that `found` accepts has been delivered. Woken by the file system; looks for itself as well. */
export function mailArrives(found) {
  const folder = demo().mailDir
  return new Promise((resolve, reject) => {
    const watcher = watch(folder, { recursive: true }, look)
    const again = setInterval(look, 500)
    const late = setTimeout(() => end(reject, new Error('No such mail was delivered in time.')), WAIT_MS)
    function end(how, what) {
      watcher.close()
      clearInterval(again)
      clearTimeout(late)
      how(what)
    }
    function look() {
      const mail = mailsIn(folder).find(found)
      if (mail) end(resolve, mail)
    }
    look()
  })
}

/** The instructor's answer link in a mail, without a choice made ready. */
export function answerLink({ words }) {
  const match = /https?:\/\/[^\s"'<>]+\/antwoord\/[\w.~-]+/.exec(words)
  if (!match) throw new Error('There is no answer link in this mail.')
  return match[0]
}

/** Signs a company up and confirms its address, as the pages for it do. */
export async function signUp(page, name, email) {
  const company = {
    name,
    email,
    kvkNumber: '12345678',
    address: 'Havenweg 3',
    postcode: '5611 AA',
    city: 'Eindhoven',
    contactName: 'Kim Zuid',
    agrees: true,
  }
  await page.request.post('/api/v1/registrations', { data: company })
  const { words } = await mailArrives((mail) => mail.raw.includes(email))
  const token = /\/registration#(\S+)/.exec(words)[1]
  await page.request.post('/api/v1/registration-confirmations', { data: { token } })
}
