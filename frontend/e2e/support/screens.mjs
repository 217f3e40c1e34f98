// What the source says that there is: every route and every form, so that a check over all of them misses none.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))

function sources(folder) {
  return readdirSync(join(SOURCE, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }))
}

/** The path of every route, as the router knows it: `/courses/$courseId`. */
export function routes() {
  return sources('app/routes').flatMap(({ text }) =>
    [...text.matchAll(/(?:path: |access\()'(\/[^']*)'/g)].map(([, path]) => path),
  )
}

/** The file of every form. */
export function forms() {
  return ['app', 'features']
    .flatMap(sources)
    .flatMap(({ name, text }) => (/<FormShell\b/.test(text) ? [name] : []))
}
