import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { ListImportDialog } from '@/forms/list-import-dialog'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'

/** Lists of customers in and out. */
export function ImportExport({ archived }: { archived: boolean }) {
  const t = useT()
  const can = useCan()
  const [importing, setImporting] = useState(false)
  const address = (format: string) =>
    `/api/v1/customer-exports?${new URLSearchParams({ format, archived: String(archived) })}`
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="file" />}>
            {t('people.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {can('customers:write') ? (
            <Menu.Item leftSection={<Icon name="upload" />} onClick={() => setImporting(true)}>
              {t('people.import')}
            </Menu.Item>
          ) : null}
          <Menu.Item component="a" href={address('xlsx')} leftSection={<Icon name="download" />}>
            {t('people.exportXlsx')}
          </Menu.Item>
          <Menu.Item component="a" href={address('csv')} leftSection={<Icon name="download" />}>
            {t('people.exportCsv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {importing ? (
        <ListImportDialog
          opened
          title={t('people.import')}
          lead={t('people.importLead')}
          previewPath="/api/v1/customer-import-previews"
          importPath="/api/v1/customer-imports"
          queryKey="customers"
          onClose={() => setImporting(false)}
        />
      ) : null}
    </>
  )
}
