// Weighs the build: what the first page loads, each lazily loaded chunk and the editor, gzipped, against fixed limits.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url)
const LIMITS = { firstJs: 210, firstCss: 36, route: 60, editor: 155 }

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))
const sizes = new Map()

function kilobytes(file) {
  if (!sizes.has(file))
    sizes.set(file, gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / 1000)
  return sizes.get(file)
}

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}

const total = (files) => [...files].reduce((sum, file) => sum + kilobytes(file), 0)
const scripts = (keys) => new Set([...keys].map((key) => manifest[key].file))
const styles = (keys) => new Set([...keys].flatMap((key) => manifest[key].css ?? []))

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const first = closure(entry)
// The language of most users is part of what the first page needs, although it is loaded by name.
const language = Object.keys(manifest).find((key) => key.endsWith('src/i18n/nl.ts'))
if (language) for (const key of closure(language)) first.add(key)

// The menus and messages around every page: they load by themselves right after the first page stands.
const frame = new Set()
for (const part of [
  'src/app/layout/top-tools.tsx',
  'src/app/layout/more-menu.tsx',
  'notifications/esm/index.mjs',
]) {
  const key = Object.keys(manifest).find((name) => name.endsWith(part))
  if (!key) throw new Error(`${part} is no chunk of its own any more`)
  for (const name of closure(key)) if (!first.has(name)) frame.add(name)
}

const rows = [
  ['first load, scripts', total(scripts(first)), LIMITS.firstJs],
  ['first load, styles', total(styles(first)), LIMITS.firstCss],
  ['frame, after the first load', total(scripts(frame)), LIMITS.route],
]
const loaded = new Set([...first, ...frame])
for (const key of Object.keys(manifest).filter(
  (name) => manifest[name].isDynamicEntry && !loaded.has(name),
)) {
  const own = [...closure(key)].filter((name) => !loaded.has(name))
  const editor = own.some((name) => /editor|prosemirror|tiptap/.test(name + manifest[name].file))
  rows.push([key, total(scripts(own)), editor ? LIMITS.editor : LIMITS.route])
}

let failed = 0
for (const [name, size, limit] of rows) {
  const over = size > limit
  if (over) failed += 1
  console.log(
    `${over ? 'OVER' : 'ok  '} ${size.toFixed(1).padStart(7)} kB of ${String(limit).padStart(3)}  ${name}`,
  )
}
if (failed > 0) {
  console.error(`${failed} over budget`)
  process.exit(1)
}
