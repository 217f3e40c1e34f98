import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/api/session'
import { KeptFiles } from '@/forms/kept-files'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { customerFilesQuery, useAddCustomerFile, useRemoveCustomerFile } from './queries'

/** The files that are kept with a customer. */
export function CustomerFiles({ customerId }: { customerId: string }) {
  const t = useT()
  const format = useFormat()
  const mayChange = useCan()('customers:write')
  const query = useQuery(customerFilesQuery(customerId))
  const add = useAddCustomerFile(customerId)
  const remove = useRemoveCustomerFile(customerId)
  return (
    <QueryView query={query}>
      {({ items }) => (
        <KeptFiles
          label={t('people.customerTabs.files')}
          files={items}
          none={t('people.noFiles')}
          addLabel={t('common.file.add')}
          mayChange={mayChange}
          add={add}
          remove={remove}
          aside={(file) => <span>{format.instant(file.addedAt)}</span>}
        />
      )}
    </QueryView>
  )
}
