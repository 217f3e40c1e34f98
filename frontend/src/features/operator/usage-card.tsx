import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { SectionCard } from '@/ui/section-card'
import { usageQuery } from './queries'

/** How much the provider uses the portal, in figures. */
export function UsageCard({ providerId }: { providerId: string }) {
  const t = useT()
  const format = useFormat()
  return (
    <SectionCard title={t('operator.usage')} lead={t('operator.usageLead')}>
      <QueryView query={useQuery(usageQuery(providerId))}>
        {(usage) => (
          <ul>
            <li>
              {usage.lastLoginAt
                ? t('operator.lastLogin', { when: format.instant(usage.lastLoginAt) })
                : t('operator.neverLoggedIn')}
            </li>
            <li>{t('operator.storage', { size: format.bytes(usage.fileBytes) })}</li>
            <li>{t('operator.recent', { courses: usage.courses, trainees: usage.trainees })}</li>
            <li>
              {t('operator.mailVolume', {
                sent: format.number(usage.sent),
                failed: format.number(usage.failed),
                back: format.number(usage.cameBack),
              })}
            </li>
          </ul>
        )}
      </QueryView>
    </SectionCard>
  )
}
