// A domain name system for the journeys: texts by name, kept in a file beside the portal's data.
import { createSocket } from 'node:dgram'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const TXT = 16
const HEADER = 12
const recordsIn = (folder) => join(folder, 'dns.json')

function read(folder) {
  const file = recordsIn(folder)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** The name that is asked for, and where the question ends. */
function question(packet) {
  const labels = []
  let at = HEADER
  while (packet[at] !== 0) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + packet[at]))
    at += 1 + packet[at]
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 }
}

function answer(packet, records) {
  const { name, end } = question(packet)
  const texts = records[name] ?? []
  const head = Buffer.from(packet.subarray(0, HEADER))
  head.writeUInt16BE(name in records ? 0x8180 : 0x8183, 2)
  head.writeUInt16BE(texts.length, 6)
  head.writeUInt16BE(0, 8)
  head.writeUInt16BE(0, 10)
  const parts = texts.map((text) => {
    const fixed = Buffer.from([0xc0, HEADER, 0, TXT, 0, 1, 0, 0, 0, 1, 0, text.length + 1, text.length])
    return Buffer.concat([fixed, Buffer.from(text)])
  })
  return Buffer.concat([head, packet.subarray(HEADER, end), ...parts])
}

/** Starts the server; gives its `address:port`. */
export function startDns(folder) {
  const socket = createSocket('udp4')
  socket.on('message', (packet, { port, address }) =>
    socket.send(answer(packet, read(folder)), port, address),
  )
  return new Promise((resolve) => {
    socket.bind(0, '127.0.0.1', () => {
      resolve({ address: `127.0.0.1:${socket.address().port}`, stop: () => socket.close() })
    })
  })
}

/** Publishes texts under names; an empty list takes them away. */
export function publish(records) {
  const folder = dirname(process.env.CBOT_E2E_DEMO)
  writeFileSync(recordsIn(folder), JSON.stringify({ ...read(folder), ...records }))
}
