import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { ListImportDialog } from '@/forms/list-import-dialog'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { type ItemFilters, queryOf } from './queries'

/** Lists in and out: an export is exactly what the filters show. */
export function ImportExport({ filters }: { filters: ItemFilters }) {
  const t = useT()
  const can = useCan()
  const [importing, setImporting] = useState(false)
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="file" />}>
            {t('items.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {can('certification-items:write') ? (
            <Menu.Item leftSection={<Icon name="upload" />} onClick={() => setImporting(true)}>
              {t('items.import')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            component="a"
            href={exportAddress(filters, 'xlsx')}
            leftSection={<Icon name="download" />}
          >
            {t('items.exportXlsx')}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={exportAddress(filters, 'csv')}
            leftSection={<Icon name="download" />}
          >
            {t('items.exportCsv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {importing ? (
        <ListImportDialog
          opened
          title={t('items.import')}
          lead={t('items.importLead')}
          previewPath="/api/v1/certification-item-import-previews"
          importPath="/api/v1/certification-item-imports"
          queryKey="certification-items"
          onClose={() => setImporting(false)}
        />
      ) : null}
    </>
  )
}

function exportAddress(filters: ItemFilters, format: string): string {
  const search = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(queryOf(filters))) if (value) search.set(name, String(value))
  return `/api/v1/certification-item-exports?${search}`
}
