// app -> features -> forms | tables -> ui -> i18n | lib; api hangs beside ui. Layers only look down.
const layer = (name, mayNotSee) => ({
  name: `${name.replace(/[^a-z]/g, '-')}-looks-down-only`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${mayNotSee.join('|')})(/|\\.tsx?$)` },
})
const only = (name, owner, library) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: owner },
  to: { path: `node_modules/${library}` },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    layer('features', ['app', 'main']),
    layer('forms', ['app', 'features', 'tables', 'main']),
    layer('tables', ['app', 'features', 'forms', 'main']),
    layer('ui', ['app', 'features', 'forms', 'tables', 'api', 'main']),
    layer('api', ['app', 'features', 'forms', 'tables', 'ui', 'main']),
    layer('i18n', ['app', 'features', 'forms', 'tables', 'ui', 'api', 'main']),
    layer('lib', ['app', 'features', 'forms', 'tables', 'ui', 'api', 'i18n', 'main']),
    { name: 'no-barrel-files', severity: 'error', from: {}, to: { path: '^src/.*/index\\.tsx?$' } },
    only('dates-only-through-date-field', '^src/ui/date-field/', '@mantine/dates'),
    only('fetch-client-only-in-api', '^src/api/', 'openapi-fetch'),
    only('translations-only-through-i18n', '^src/i18n/', '(react-)?i18next/'),
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^test/|\\.test\\.tsx?$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.css', '.d.ts'] },
  },
}
