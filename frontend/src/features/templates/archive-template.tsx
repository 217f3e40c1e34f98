import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Template } from '@/api/templates'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { useArchiveTemplate } from './mutations'

export function ArchiveTemplate({ template }: { template: Template }) {
  const t = useT()
  const go = useGo()
  const archive = useArchiveTemplate()
  const [asking, setAsking] = useState(false)

  function remove() {
    archive.mutate(template.id, {
      onSuccess: () => {
        toast({ message: t('templates.archived') })
        void go(paths.templates())
      },
      onError: toastError,
    })
  }

  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('templates.archive')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('templates.archiveTitle')}
        confirmLabel={t('templates.archive')}
        danger
        loading={archive.isPending}
        onConfirm={remove}
        onCancel={() => setAsking(false)}
      >
        {t('templates.archiveText')}
      </ConfirmDialog>
    </>
  )
}
