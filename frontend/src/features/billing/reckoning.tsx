import { useFormat, useT } from '@/i18n/use-t'
import type { Why } from './queries'

/** Why a month has its tier: what was counted, over which days, and what that comes to in a year (R-BIL-08). */
export function Reckoning({ why }: { why: Why }) {
  const t = useT()
  const format = useFormat()
  const days = { from: format.day(why.countedFrom), through: format.day(why.countedThrough) }
  return (
    <>
      <p>
        {t('billing.counted', { count: why.courses, ...days })}{' '}
        {why.factor > 1
          ? t('billing.scaled', { courses: why.courses, factor: why.factor, year: why.coursesAYear })
          : null}{' '}
        {t('billing.tierIs', { tier: t(`billing.tier.${why.tier}`) })}
      </p>
      <p>{t('billing.pricesFrom', { day: format.day(why.pricesFrom) })}</p>
    </>
  )
}
