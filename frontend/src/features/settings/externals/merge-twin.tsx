import { Button } from '@mantine/core'
import { useState } from 'react'
import { InlineError } from '@/forms/form-shell'
import { useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { type ExternalInstructor, useMergeExternal } from './queries'

/** Says that somebody is a CIBOT instructor as well, and makes one person of the two. */
export function MergeTwin({ instructor }: { instructor: ExternalInstructor }) {
  const t = useT()
  const merge = useMergeExternal()
  const [asking, setAsking] = useState(false)
  const { name, twin } = instructor
  if (!twin) return null
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('settings.externals.mergeName', { name })}
        onClick={() => setAsking(true)}
      >
        {t('settings.externals.merge')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('settings.externals.mergeTitle', { name })}
        confirmLabel={t('settings.externals.merge')}
        loading={merge.isPending}
        onConfirm={() =>
          merge.mutate(instructor.id, {
            onSuccess: () => {
              setAsking(false)
              toast({ message: t('settings.externals.merged', { name: twin.name }) })
            },
          })
        }
        onCancel={() => setAsking(false)}
      >
        {t('settings.externals.mergeText', { name: twin.name })}
        <InlineError error={merge.error} />
      </ConfirmDialog>
    </>
  )
}
