import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { isApiError } from '@/api/errors'
import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'
import { Notice } from '@/ui/notice'

/** After a deployment the chunks of the former version are gone; loading the page again brings the new one. */
function isMissingChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|module script failed|Unable to preload/i.test(error.message)
  )
}

export function CrashPage({ error, reset }: ErrorComponentProps) {
  const t = useT()
  if (isMissingChunk(error)) {
    return (
      <Notice tone="info" title={t('app.newVersion.text')}>
        <Button onClick={() => window.location.reload()}>{t('app.newVersion.reload')}</Button>
      </Notice>
    )
  }
  const code = (isApiError(error) && error.traceId) || (error instanceof Error ? error.name : '-')
  return (
    <EmptyState icon="error" title={t('app.crash.title')} text={t('app.crash.text', { code })}>
      <Button onClick={reset}>{t('app.crash.retry')}</Button>
    </EmptyState>
  )
}
