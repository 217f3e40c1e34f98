import { NumberInput, Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/api/session'
import { templatesQuery } from '@/api/templates'
import { FormShell } from '@/forms/form-shell'
import { all, chosen, wholeNumber } from '@/forms/rules'
import { translate, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { AppLink } from '@/ui/links'
import { Notice } from '@/ui/notice'
import { PlanPanel } from './plan-panel'
import type { CourseReminders } from './queries'
import classes from './reminders.module.css'
import { useReminderForm } from './use-reminder-form'

const MOST_DAYS = 60

const pick = ({ enabled, lead, templateId, bulkTemplateId }: CourseReminders) => ({
  enabled,
  lead: lead as number | string,
  templateId,
  bulkTemplateId,
})

/** On or off, how many days before the course, and with which template (S17, R-INV-08). */
export function CourseReminderForm({ found }: { found: CourseReminders }) {
  const t = useT()
  const can = useCan()
  const { data: templates } = useQuery(templatesQuery)
  const { form, save, savedAt, submit } = useReminderForm('course-reminders', found, pick, {
    lead: all(chosen, wholeNumber(1, MOST_DAYS)),
    templateId: (value, values) =>
      values.enabled && !value ? translate()('reminders.course.chooseTemplate') : null,
  })
  const { lead, templateId } = form.values
  const body = { ...form.values, lead: Number(lead) }
  const choices = templates?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const leadFits = Number.isInteger(body.lead) && body.lead >= 1 && body.lead <= MOST_DAYS
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
        fieldOfCode={{ reminder_needs_template: 'templateId' }}
        onSubmit={() => submit(body)}
      >
        <Switch label={t('reminders.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        {templates?.length === 0 ? (
          <Notice tone="info">
            {t('reminders.course.noTemplate')}{' '}
            <AppLink to={paths.templateNew()}>{t('reminders.course.makeTemplate')}</AppLink>
          </Notice>
        ) : null}
        <NumberInput
          label={t('reminders.course.lead')}
          description={t('reminders.course.leadHint')}
          allowDecimal={false}
          required
          data-path="lead"
          {...form.getInputProps('lead')}
        />
        <Select
          label={t('reminders.course.template')}
          placeholder={t('reminders.course.pick')}
          data={choices}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          data-path="templateId"
          {...form.getInputProps('templateId')}
        />
        <Select
          label={t('reminders.course.bulkTemplate')}
          description={t('reminders.course.bulkTemplateHint')}
          placeholder={t('reminders.course.same')}
          data={choices}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          data-path="bulkTemplateId"
          {...form.getInputProps('bulkTemplateId')}
        />
      </FormShell>
      <PlanPanel
        resource="course-reminders"
        changes={{ lead: body.lead, templateId: body.templateId, bulkTemplateId: body.bulkTemplateId }}
        ready={leadFits && templateId !== null}
        waiting={t('reminders.course.waiting')}
      />
    </div>
  )
}
