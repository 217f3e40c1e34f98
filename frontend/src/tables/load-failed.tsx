import { Button } from '@mantine/core'
import { errorText } from '@/api/error-text'
import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'

/** What stands in the place of data that could not be read. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT()
  return (
    <div role="alert">
      <EmptyState icon="warning" title={t('common.list.failed')} text={errorText(error)}>
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </EmptyState>
    </div>
  )
}
