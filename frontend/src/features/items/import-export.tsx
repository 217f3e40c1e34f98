import { useCan } from '@/api/session'
import { ImportExportMenu } from '@/forms/import-export-menu'
import { type ItemFilters, queryOf } from './queries'

/** Lists in and out: an export is exactly what the filters show. */
export function ImportExport({ filters }: { filters: ItemFilters }) {
  const can = useCan()
  return (
    <ImportExportMenu
      words="items"
      mayImport={can('certification-items:write')}
      previewPath="/api/v1/certification-item-import-previews"
      importPath="/api/v1/certification-item-imports"
      queryKey="certification-items"
      exportAddress={(format) => exportAddress(filters, format)}
    />
  )
}

function exportAddress(filters: ItemFilters, format: string): string {
  const search = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(queryOf(filters))) if (value) search.set(name, String(value))
  return `/api/v1/certification-item-exports?${search}`
}
