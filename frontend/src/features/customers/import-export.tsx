import { useCan } from '@/api/session'
import { ImportExportMenu } from '@/forms/import-export-menu'

/** Lists of customers in and out. */
export function ImportExport({ archived }: { archived: boolean }) {
  const can = useCan()
  return (
    <ImportExportMenu
      words="people"
      mayImport={can('customers:write')}
      previewPath="/api/v1/customer-import-previews"
      importPath="/api/v1/customer-imports"
      queryKey="customers"
      exportAddress={(format) =>
        `/api/v1/customer-exports?${new URLSearchParams({ format, archived: String(archived) })}`
      }
    />
  )
}
