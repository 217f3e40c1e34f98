import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { ListImportDialog } from './list-import-dialog'

interface Props {
  /** Where the words of this list stand: `more`, `import`, `importLead`, `exportXlsx` and `exportCsv`. */
  words: 'items' | 'people'
  mayImport: boolean
  previewPath: string
  importPath: string
  queryKey: string
  /** Where the rows that are shown download from, as `xlsx` or `csv`. */
  exportAddress: (format: 'xlsx' | 'csv') => string
}

/** The menu above a list by which it goes in and out. */
export function ImportExportMenu({ words, mayImport, exportAddress, ...importing }: Props) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="file" />}>
            {t(`${words}.more`)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayImport ? (
            <Menu.Item leftSection={<Icon name="upload" />} onClick={() => setOpened(true)}>
              {t(`${words}.import`)}
            </Menu.Item>
          ) : null}
          <Menu.Item component="a" href={exportAddress('xlsx')} leftSection={<Icon name="download" />}>
            {t(`${words}.exportXlsx`)}
          </Menu.Item>
          <Menu.Item component="a" href={exportAddress('csv')} leftSection={<Icon name="download" />}>
            {t(`${words}.exportCsv`)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {opened ? (
        <ListImportDialog
          opened
          title={t(`${words}.import`)}
          lead={t(`${words}.importLead`)}
          onClose={() => setOpened(false)}
          {...importing}
        />
      ) : null}
    </>
  )
}
