import { Button, Input, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useT } from '@/i18n/use-t'
import { DateField } from '@/ui/date-field/date-field'
import { Icon } from '@/ui/icons/icon'
import classes from './items.module.css'
import { type ItemValues, newDue } from './values'

/** The due dates of an item: what expires, when, and from when on it is work. */
export function DueDatesField({ form }: { form: UseFormReturnType<ItemValues> }) {
  const t = useT()
  const dates = form.values.dueDates
  return (
    <fieldset className={classes.dates}>
      <legend>{t('items.dueDates')}</legend>
      {dates.map((date, at) => (
        <div key={date.key} className={classes.date}>
          <TextInput
            label={t('items.part')}
            required
            data-path={`dueDates.${at}.part`}
            {...form.getInputProps(`dueDates.${at}.part`)}
          />
          <DateField
            label={t('items.expiresOn')}
            required
            data-path={`dueDates.${at}.expiresOn`}
            {...form.getInputProps(`dueDates.${at}.expiresOn`)}
            value={date.expiresOn}
          />
          <DateField
            label={t('items.remindOn')}
            description={t('items.remindOnHint')}
            data-path={`dueDates.${at}.remindOn`}
            {...form.getInputProps(`dueDates.${at}.remindOn`)}
            value={date.remindOn}
          />
          {dates.length > 1 ? (
            <Button
              variant="subtle"
              color="gray"
              aria-label={t('items.removeDueDate', {
                part: date.part || t('items.dueDate', { number: at + 1 }),
              })}
              onClick={() => form.removeListItem('dueDates', at)}
            >
              <Icon name="trash" />
            </Button>
          ) : null}
        </div>
      ))}
      <Input.Error>{form.errors.dueDates}</Input.Error>
      <div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() => form.insertListItem('dueDates', newDue())}
        >
          {t('items.addDueDate')}
        </Button>
      </div>
    </fieldset>
  )
}
