import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useT } from '@/i18n/use-t'

function Waiting({ children }: { children: React.ReactNode }) {
  const t = useT()
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {children}
    </div>
  )
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line-${index}`)

export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Waiting>
      <Stack gap="xs">
        {lines(rows).map((key) => (
          <Skeleton key={key} height={32} />
        ))}
      </Stack>
    </Waiting>
  )
}

export function DetailSkeleton() {
  return (
    <Waiting>
      <Stack>
        <Skeleton height={32} width="40%" />
        <Skeleton height={16} width="60%" />
        <Skeleton height={200} />
      </Stack>
    </Waiting>
  )
}

export function FormSkeleton({ fields = 6 }: { fields?: number }) {
  return (
    <Waiting>
      <Stack maw={640}>
        {lines(fields).map((key) => (
          <Skeleton key={key} height={56} />
        ))}
      </Stack>
    </Waiting>
  )
}
