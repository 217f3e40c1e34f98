import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'

export function NotFoundNotice() {
  const t = useT()
  return (
    <>
      <PageHeader title={t('app.notFound.title')} />
      <EmptyState icon="question" title={t('app.notFound.text')}>
        <LinkButton to={paths.home()} variant="default">
          {t('app.notFound.back')}
        </LinkButton>
      </EmptyState>
    </>
  )
}
