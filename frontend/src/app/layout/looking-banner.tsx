import { Box, Button, Group } from '@mantine/core'
import { useEffect } from 'react'
import { call, http } from '@/api/client'
import { useSession } from '@/api/session'
import { useAction } from '@/api/use-action'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Notice } from '@/ui/notice'

/** Everything in memory is the provider's: the desk begins with a page of its own. */
const toTheDesk = () => window.location.assign(paths.home())

/** Stands over every page while an operator looks along, and takes him back when the time is over. */
export function LookingBanner() {
  const t = useT()
  const format = useFormat()
  const { looking, provider } = useSession()
  const stop = useAction({
    mutationFn: (id: string) =>
      call(
        http.DELETE('/api/v1/operator/providers/{provider_id}/look', {
          params: { path: { provider_id: id } },
        }),
      ),
  })
  const endsAt = looking?.endsAt
  useEffect(() => {
    if (!endsAt) return
    const timer = setTimeout(toTheDesk, Math.max(0, Date.parse(endsAt) - Date.now()) + 1_000)
    return () => clearTimeout(timer)
  }, [endsAt])
  if (!looking || !provider) return null
  return (
    <Box mb="md">
      <Notice tone="warning" title={t('app.looking.title', { provider: provider.name })}>
        <Group justify="space-between">
          <span>
            {t('app.looking.text', { until: format.clock(looking.endsAt), reason: looking.reason })}
          </span>
          <Button
            variant="default"
            size="compact-sm"
            loading={stop.isPending}
            onClick={() => stop.mutate(provider.id, { onSuccess: toTheDesk, onError: toastError })}
          >
            {t('app.looking.stop')}
          </Button>
        </Group>
      </Notice>
    </Box>
  )
}
