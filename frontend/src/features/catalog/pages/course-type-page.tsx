import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { SectionCard } from '@/ui/section-card'
import { StatusBadge } from '@/ui/status-badge'
import { toast } from '@/ui/toast'
import { MaterialCard } from '../material-card'
import { type CertifiedType, typeQuery, useArchiveType } from '../queries'
import { TypeDialog } from '../type-dialog'

/** One certified course type: what it gives a new course, and its lesson material (R-CRT-01, R-INV-03). */
export function CourseTypePage() {
  const { typeId = '' } = useParams({ strict: false }) as { typeId?: string }
  const query = useQuery(typeQuery(typeId))
  return <QueryView query={query}>{(type) => <CourseTypeView type={type} />}</QueryView>
}

function CourseTypeView({ type }: { type: CertifiedType }) {
  const t = useT()
  const [editing, setEditing] = useState(false)
  return (
    <>
      <PageHeader
        title={type.name}
        back={{ label: t('catalog.title'), to: paths.operatorCourseTypes() }}
        aside={type.archivedAt ? <StatusBadge status="archived" /> : null}
        facts={<span>{t(type.archivedAt ? 'catalog.archivedText' : 'catalog.inUse')}</span>}
        actions={
          <>
            <ArchiveButton type={type} />
            <Button onClick={() => setEditing(true)}>{t('catalog.change')}</Button>
          </>
        }
      />
      <ProposalCard type={type} />
      <MaterialCard typeId={type.id} />
      <TypeDialog opened={editing} existing={type} onClose={() => setEditing(false)} />
    </>
  )
}

function ProposalCard({ type }: { type: CertifiedType }) {
  const t = useT()
  const format = useFormat()
  const standard = (name: string) =>
    name === 'attendance_list' || name === 'exams' ? t(`courses.files.${name}`) : name
  const facts = [
    [t('catalog.code'), type.code],
    [t('catalog.validityShort'), t('catalog.months', { count: type.validityMonths })],
    [t('catalog.times'), format.times(type.starts, type.ends)],
    [t('courses.form.maxTrainees'), format.number(type.maxTrainees)],
    [t('catalog.code95Short'), t(type.isCode95 ? 'common.yes' : 'common.no')],
    [
      t('courses.form.documents'),
      type.requiredDocuments.map(standard).join(', ') || t('catalog.noDocuments'),
    ],
  ]
  return (
    <SectionCard title={t('catalog.proposal')} lead={t('catalog.proposalLead')}>
      <ul>
        {facts.map(([name, value]) => (
          <li key={name}>
            {name}: {value}
          </li>
        ))}
      </ul>
    </SectionCard>
  )
}

/** Archiving can be undone at once, and later by bringing the type back. */
function ArchiveButton({ type }: { type: CertifiedType }) {
  const t = useT()
  const archive = useArchiveType()
  const isArchived = type.archivedAt !== null

  function turn({ id, version }: CertifiedType, archived: boolean) {
    archive.mutate(
      { id, version, archived },
      {
        onError: toastError,
        onSuccess: (after) =>
          toast({
            message: t(archived ? 'catalog.archived' : 'catalog.restored', { name: after.name }),
            undo: archived ? () => turn(after, false) : undefined,
          }),
      },
    )
  }

  return (
    <Button variant="default" loading={archive.isPending} onClick={() => turn(type, !isArchived)}>
      {t(isArchived ? 'catalog.restore' : 'catalog.archive')}
    </Button>
  )
}
