import { Button, NumberInput, SegmentedControl, Switch } from '@mantine/core'
import { useCan } from '@/api/session'
import { FormShell } from '@/forms/form-shell'
import { asDocument, isBlank } from '@/forms/rich-text/document'
import { useChips } from '@/forms/rich-text/use-chips'
import { WordingFields } from '@/forms/rich-text/wording-fields'
import { all, chosen, wholeNumber } from '@/forms/rules'
import { translate, useT } from '@/i18n/use-t'
import { PlanPanel } from './plan-panel'
import type { ExpiryReminders, ExpiryResource } from './queries'
import classes from './reminders.module.css'
import { useReminderForm } from './use-reminder-form'

const MOST_WEEKS = 26

const pick = ({ enabled, lead, language, subject, body }: ExpiryReminders) => ({
  enabled,
  lead: lead as number | string,
  language,
  subject: asDocument(subject),
  body: asDocument(body),
})

type Values = ReturnType<typeof pick>

/** What is sent of the form: words that were not touched stay the usual ones, in whatever language. */
function changesOf(values: Values, found: ExpiryReminders) {
  const { enabled, lead, language, subject, body } = values
  const untouched =
    JSON.stringify([subject, body]) === JSON.stringify([asDocument(found.subject), asDocument(found.body)])
  const settings = { enabled, lead: Number(lead), language }
  return untouched && !found.ownWords ? settings : { ...settings, subject, body }
}

/** On or off, how many weeks before the month of expiry, and with which words (S16, S18, R-EXP-01, R-EXP-03). */
export function ExpiryReminderForm({
  resource,
  found,
}: {
  resource: ExpiryResource
  found: ExpiryReminders
}) {
  const t = useT()
  const can = useCan()
  const chips = useChips(resource === 'trainee-reminders' ? 'expiry' : 'digest')
  const { form, save, savedAt, submit } = useReminderForm(resource, found, pick, {
    lead: all(chosen, wholeNumber(1, MOST_WEEKS)),
    subject: (value) => (isBlank(value) ? translate()('editor.blankSubject') : null),
    body: (value) => (isBlank(value) ? translate()('editor.blankBody') : null),
  })
  const { language, subject, body } = form.values
  const changes = changesOf(form.values, found)
  const leadFits = Number.isInteger(changes.lead) && changes.lead >= 1 && changes.lead <= MOST_WEEKS
  return (
    <div className={classes.columns}>
      <FormShell
        form={form}
        inCard
        readOnly={!can('settings:write')}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t('common.save')}
        savedAt={savedAt}
        onSubmit={(values) => submit(changesOf(values, found))}
        aside={
          found.ownWords ? (
            <Button variant="default" onClick={() => submit({ subject: null, body: null })}>
              {t('reminders.usualWords')}
            </Button>
          ) : null
        }
      >
        <Switch label={t('reminders.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        <NumberInput
          label={t('reminders.weeks')}
          description={t(`reminders.${resource}.leadHint`)}
          allowDecimal={false}
          required
          data-path="lead"
          {...form.getInputProps('lead')}
        />
        <div>
          <div className={classes.label}>{t('templates.language')}</div>
          <SegmentedControl
            aria-label={t('templates.language')}
            value={language}
            onChange={(value) => form.setFieldValue('language', value === 'en' ? 'en' : 'nl')}
            data={[
              { value: 'nl', label: t('templates.languages.nl') },
              { value: 'en', label: t('templates.languages.en') },
            ]}
          />
        </div>
        <WordingFields
          value={{ subject, body }}
          chips={chips}
          errors={form.errors}
          onChange={(field, text) => form.setFieldValue(field, text)}
        />
      </FormShell>
      <PlanPanel
        resource={resource}
        changes={changes}
        ready={leadFits && !isBlank(subject) && !isBlank(body)}
        waiting={t('reminders.waiting')}
      />
    </div>
  )
}
