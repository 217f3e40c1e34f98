import { NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import classes from './billing.module.css'
import { type Forecast, quoteQuery } from './queries'

/** What the portal would cost with so many courses and modules; the API reckons. */
export function Calculator({ forecast }: { forecast: Forecast }) {
  const t = useT()
  const format = useFormat()
  const [courses, setCourses] = useState(forecast.why.coursesAYear)
  const [modules, setModules] = useState(forecast.modules.filter((module) => module.charged).length)
  const { data } = useQuery(quoteQuery(courses, modules))
  return (
    <SectionCard title={t('billing.calculator')} lead={t('billing.calculatorLead')}>
      <div className={classes.pair}>
        <NumberInput
          label={t('billing.coursesAYear')}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={courses}
          onChange={(value) => setCourses(Math.max(0, Number(value) || 0))}
        />
        <NumberInput
          label={t('billing.howManyModules')}
          min={0}
          max={6}
          allowDecimal={false}
          value={modules}
          onChange={(value) => setModules(Math.min(6, Math.max(0, Number(value) || 0)))}
        />
      </div>
      <p aria-live="polite">
        {data
          ? t('billing.wouldCost', {
              count: modules,
              tier: t(`billing.tier.${data.tier}`),
              price: format.money(data.price.amount),
              total: format.money(data.net.amount),
            })
          : null}
      </p>
      <ul className={classes.bands}>
        {forecast.bands.map((band) => (
          <li key={band.tier}>
            {t('billing.band', {
              tier: t(`billing.tier.${band.tier}`),
              from: band.fromCourses,
              price: format.money(band.price.amount),
            })}
          </li>
        ))}
      </ul>
    </SectionCard>
  )
}
