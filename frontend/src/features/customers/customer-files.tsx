import { ActionIcon, Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { errorText } from '@/api/error-text'
import { useCan } from '@/api/session'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { FileField } from '@/ui/file-field'
import { Icon } from '@/ui/icons/icon'
import classes from './contacts.module.css'
import { customerFilesQuery, useAddCustomerFile, useRemoveCustomerFile } from './queries'

const MAX_BYTES = 10_485_760

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
        <>
          {items.length === 0 ? <p>{t('people.noFiles')}</p> : null}
          <ul className={classes.files} aria-label={t('people.customerTabs.files')}>
            {items.map((file) => (
              <li key={file.id}>
                <Anchor href={`/api/v1/files/${file.id}`}>{file.name}</Anchor>
                <span>{format.instant(file.addedAt)}</span>
                {mayChange ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('people.removeFile', { name: file.name })}
                    onClick={() => remove.mutate(file.id)}
                  >
                    <Icon name="trash" />
                  </ActionIcon>
                ) : null}
              </li>
            ))}
          </ul>
          <InlineError error={remove.error} />
          {mayChange ? (
            <FileField
              label={t('people.addFile')}
              description={t('people.fileLimit')}
              maxBytes={MAX_BYTES}
              chosen={null}
              loading={add.isPending}
              error={add.error ? errorText(add.error) : undefined}
              onChoose={(file) => add.mutate(file)}
            />
          ) : null}
        </>
      )}
    </QueryView>
  )
}
