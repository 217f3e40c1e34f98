import { Button } from '@mantine/core'
import { useState } from 'react'
import { useListing } from '@/api/listing'
import { useCan } from '@/api/session'
import type { Template } from '@/api/templates'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { toast } from '@/ui/toast'
import { useRestoreVersion, versionListing } from './mutations'
import classes from './template-editor.module.css'

/** What the template said before, by whom and when; each can be put back (R-INV-01). */
export function VersionList({ template }: { template: Template }) {
  const t = useT()
  const can = useCan()
  const format = useFormat()
  const list = useListing(versionListing(template.id))
  const restore = useRestoreVersion(template)
  const [asked, setAsked] = useState<number | null>(null)
  const former = (list.rows ?? []).filter((version) => version.number !== template.version)

  function putBack(number: number) {
    restore.mutate(number, {
      onSuccess: () => toast({ message: t('templates.restored', { number }) }),
      onError: toastError,
      onSettled: () => setAsked(null),
    })
  }

  return (
    <details className={classes.history}>
      <summary>{t('templates.history')}</summary>
      {former.length === 0 ? <p>{t('templates.historyEmpty')}</p> : null}
      <ul>
        {former.map((version) => (
          <li key={version.number}>
            {t('templates.historyLine', {
              number: version.number,
              when: format.instant(version.createdAt),
              who: version.writtenBy,
            })}{' '}
            {can('templates:write') ? (
              <Button variant="subtle" size="compact-sm" onClick={() => setAsked(version.number)}>
                {t('templates.restore')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {list.hasMore ? (
        <Button variant="default" size="compact-sm" onClick={list.loadMore}>
          {t('templates.historyMore')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asked !== null}
        title={t('templates.restoreTitle', { number: asked ?? 0 })}
        confirmLabel={t('templates.restore')}
        loading={restore.isPending}
        onConfirm={() => asked !== null && putBack(asked)}
        onCancel={() => setAsked(null)}
      >
        {t('templates.restoreText', { number: template.version })}
      </ConfirmDialog>
    </details>
  )
}
