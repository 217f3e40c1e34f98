import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { templateQuery } from '@/api/templates'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { PageHeader } from '@/ui/page-header'
import { FormSkeleton } from '@/ui/skeletons'
import { TemplateEditor } from '../template-editor'

export function NewTemplatePage() {
  const t = useT()
  return (
    <>
      <PageHeader title={t('templates.new')} back={{ label: t('templates.title'), to: paths.templates() }} />
      <TemplateEditor template={null} />
    </>
  )
}

export function TemplatePage() {
  const t = useT()
  const { templateId } = useParams({ strict: false }) as { templateId: string }
  // Read once per visit: what others change meanwhile is told when saving, and never overwrites what is typed.
  const query = useQuery({ ...templateQuery(templateId), staleTime: Number.POSITIVE_INFINITY })
  return (
    <>
      <PageHeader
        title={query.data?.name ?? t('templates.edit')}
        back={{ label: t('templates.title'), to: paths.templates() }}
      />
      <QueryView query={query} skeleton={<FormSkeleton />}>
        {(template) => <TemplateEditor key={`${template.id}-${template.version}`} template={template} />}
      </QueryView>
    </>
  )
}
