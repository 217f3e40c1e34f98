import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { EmptyState } from '@/ui/empty-state'
import { Icon } from '@/ui/icons/icon'
import { CertificateTable, useArchiveOf } from './certificate-table'
import classes from './certificates.module.css'
import type { Omitted } from './columns'
import { SendDialog } from './send-dialog'

const OMITTED: Omitted[] = ['course']

/** The certificates of a course: those in force and what came before them. */
export function CourseCertificates({ courseId, inForce }: { courseId: string; inForce: boolean }) {
  const t = useT()
  const can = useCan()
  const archive = useArchiveOf()
  const [sending, setSending] = useState(false)
  const filters = useMemo(() => ({ courseId }), [courseId])
  return (
    <>
      {inForce ? (
        <div className={classes.toolbar}>
          {can('certificates:write') ? (
            <Button
              variant="default"
              leftSection={<Icon name="send" size={16} />}
              onClick={() => setSending(true)}
            >
              {t('certificates.actions.sendAll')}
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<Icon name="download" size={16} />}
            onClick={() => archive({ courseId })}
          >
            {t('certificates.actions.downloadAll')}
          </Button>
        </div>
      ) : null}
      <CertificateTable
        filters={filters}
        omit={OMITTED}
        empty={<EmptyState icon="shield" title={t('certificates.none')} />}
      />
      <SendDialog chosen={{ courseId }} opened={sending} onClose={() => setSending(false)} />
    </>
  )
}
