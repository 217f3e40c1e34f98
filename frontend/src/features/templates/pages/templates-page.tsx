import { useMemo } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import { type TemplateRow, templateListing } from '@/api/templates'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import type { Column } from '@/tables/columns'
import { ListTable } from '@/tables/list-table'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { AppLink, LinkButton, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'

const idOf = (row: TemplateRow) => row.id
const nameOf = (row: TemplateRow) => row.name

export function TemplatesPage() {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const list = useListing(templateListing)
  const columns = useMemo<Column<TemplateRow>[]>(
    () => [
      {
        id: 'name',
        header: t('templates.name'),
        card: 'title',
        cell: (row) => <AppLink to={paths.template(row.id)}>{row.name}</AppLink>,
      },
      {
        id: 'use',
        header: t('templates.use'),
        cell: (row) => (row.bulk ? t('templates.bulkShort') : t('templates.perTrainee')),
      },
      {
        id: 'language',
        header: t('templates.language'),
        cell: (row) => t(`templates.languages.${row.language}`),
      },
    ],
    [t],
  )
  const newButton = can('templates:write') ? (
    <LinkButton to={paths.templateNew()} leftSection={<Icon name="plus" size={16} />}>
      {t('templates.new')}
    </LinkButton>
  ) : null
  return (
    <>
      <PageHeader
        title={t('templates.title')}
        facts={<span>{t('templates.lead')}</span>}
        actions={newButton}
      />
      <ListTable
        label={t('templates.title')}
        list={list}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        onOpen={(row) => void go(paths.template(row.id))}
        empty={
          <EmptyState icon="template" title={t('templates.empty')} text={t('templates.emptyText')}>
            {newButton}
          </EmptyState>
        }
      />
    </>
  )
}
