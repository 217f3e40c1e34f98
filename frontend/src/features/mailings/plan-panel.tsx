import { Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { errorText } from '@/api/error-text'
import type { Schemas } from '@/api/types'
import { asDocument, isBlank } from '@/forms/rich-text/document'
import type { Chip } from '@/forms/rich-text/variable-node'
import { useT } from '@/i18n/use-t'
import { Notice } from '@/ui/notice'
import classes from './mailing-form.module.css'
import { type Plan, planQuery } from './queries'

interface Props {
  courseId: string
  body: Schemas['MailingInput']
  chips: readonly Chip[]
}

const REST_MS = 400
const SHOWN = 50
const NAMES = 5

/** Who gets what, before anything is sent (R-INV-04). */
export function PlanPanel({ courseId, body, chips }: Props) {
  const t = useT()
  const [settled] = useDebouncedValue(body, REST_MS)
  const ready = !isBlank(asDocument(settled.subject ?? {})) && !isBlank(asDocument(settled.body ?? {}))
  const { data, error } = useQuery({
    ...planQuery(courseId, settled),
    enabled: ready,
    placeholderData: keepPreviousData,
  })
  return (
    <aside className={classes.panel} aria-label={t('mailings.plan')}>
      <Title order={2}>{t('mailings.plan')}</Title>
      {ready ? null : <p>{t('mailings.planWaiting')}</p>}
      {ready && error ? <Notice tone="danger">{errorText(error)}</Notice> : null}
      {ready && data && !error ? <PlanView plan={data} chips={chips} /> : null}
    </aside>
  )
}

function PlanView({ plan, chips }: { plan: Plan; chips: readonly Chip[] }) {
  const t = useT()
  return (
    <>
      {plan.mails.length === 0 ? (
        <Notice tone="warning">{t('mailings.planNobody')}</Notice>
      ) : (
        <section>
          <h3 aria-live="polite">{t('mailings.mails', { count: plan.mails.length })}</h3>
          <ul className={classes.list}>
            {plan.mails.slice(0, SHOWN).map((mail) => (
              <li key={`${mail.recipientName}-${mail.recipientEmail}-${mail.enrolmentIds[0]}`}>
                {mail.kind === 'contact'
                  ? t('mailings.toContact', { name: mail.recipientName, count: mail.enrolmentIds.length })
                  : mail.recipientName}{' '}
                <span className={classes.address}>{mail.recipientEmail}</span>
              </li>
            ))}
          </ul>
          <More count={plan.mails.length - SHOWN} />
        </section>
      )}
      <LeftOut plan={plan} />
      <Missing plan={plan} chips={chips} />
    </>
  )
}

function LeftOut({ plan }: { plan: Plan }) {
  const t = useT()
  if (plan.leftOut.length === 0) return null
  return (
    <section>
      <h3>{t('mailings.leftOut', { count: plan.leftOut.length })}</h3>
      <ul className={classes.list}>
        {plan.leftOut.slice(0, SHOWN).map((person) => (
          <li key={person.enrolmentId ?? person.name}>
            {person.name}: {t(`mailings.reason.${person.reason}`)}
          </li>
        ))}
      </ul>
      <More count={plan.leftOut.length - SHOWN} />
    </section>
  )
}

function Missing({ plan, chips }: { plan: Plan; chips: readonly Chip[] }) {
  const t = useT()
  if (plan.missing.length === 0) return null
  const byVariable = grouped(plan.missing)
  return (
    <Notice tone="warning" title={t('mailings.missing', { count: plan.missing.length })}>
      <ul className={classes.list}>
        {[...byVariable].map(([variable, missing]) => (
          <li key={variable}>
            {t('mailings.missingLine', {
              variable: chips.find((chip) => chip.name === variable)?.label ?? variable,
              names: missing
                .slice(0, NAMES)
                .map((person) => person.name)
                .join(', '),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function More({ count }: { count: number }) {
  const t = useT()
  return count > 0 ? <p>{t('mailings.andMore', { count })}</p> : null
}

function grouped(missing: Plan['missing']): Map<string, Plan['missing']> {
  const groups = new Map<string, Plan['missing']>()
  for (const one of missing) groups.set(one.variable, [...(groups.get(one.variable) ?? []), one])
  return groups
}
