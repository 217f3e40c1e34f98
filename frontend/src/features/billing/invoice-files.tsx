import { Button, Group } from '@mantine/core'
import { rest } from '@/api/client'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'

/** The invoice on paper, and for a bookkeeping program. */
export function InvoiceFiles({ id, number }: { id: string; number: string }) {
  const t = useT()
  return (
    <Group gap="xs" wrap="nowrap">
      {(['pdf', 'ubl'] as const).map((kind) => (
        <Button
          key={kind}
          variant="subtle"
          size="compact-sm"
          aria-label={`${t(`billing.${kind}`)} ${number}`}
          onClick={(event) => {
            event.stopPropagation()
            rest.download(`/api/v1/invoices/${id}/${kind}`).catch(toastError)
          }}
        >
          {t(`billing.${kind}`)}
        </Button>
      ))}
    </Group>
  )
}
