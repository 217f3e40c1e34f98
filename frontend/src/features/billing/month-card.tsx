import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { Amounts } from './amounts'
import type { Forecast } from './queries'
import { Reckoning } from './reckoning'

/** The running month: the tier with its reason, and the next invoice as it stands. */
export function MonthCard({ forecast }: { forecast: Forecast }) {
  const t = useT()
  const format = useFormat()
  const month = { from: format.day(forecast.monthFrom), through: format.day(forecast.monthThrough) }
  const empty = forecast.lines.length === 0
  return (
    <SectionCard title={t('billing.nextInvoice')} lead={t('billing.month', month)}>
      {forecast.isFree ? <p>{t('billing.free')}</p> : null}
      <Reckoning why={forecast.why} />
      {forecast.isCibotInstitute ? <p>{t('billing.institute')}</p> : null}
      {empty ? (
        <p>{t('billing.nothing')}</p>
      ) : (
        <>
          <p>{t('billing.asThingsStand', { day: format.longDate(forecast.invoiceOn) })}</p>
          <Amounts
            label={t('billing.nextInvoice')}
            lines={forecast.lines}
            net={forecast.net}
            vat={forecast.vat}
            gross={forecast.gross}
            vatPercent={forecast.vatPercent}
          />
        </>
      )}
      <p>
        {t('billing.turn', {
          day: format.longDate(forecast.tierChangesOn),
          from: format.day(forecast.countsFrom),
          through: format.day(forecast.countsThrough),
        })}{' '}
        {t('billing.soFar', { count: forecast.countedSoFar })}
      </p>
    </SectionCard>
  )
}
