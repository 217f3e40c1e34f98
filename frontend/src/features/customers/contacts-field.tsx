import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './contacts.module.css'
import { type CustomerValues, MOST, newContact, TOPICS } from './values'

/** The contact persons of a customer: the first gets what nobody else is there for (R-CUS-03). */
export function ContactsField({ form }: { form: UseFormReturnType<CustomerValues> }) {
  const t = useT()
  const contacts = form.values.contacts
  return (
    <div className={classes.contacts}>
      {contacts.map((contact, at) => (
        <fieldset key={contact.id ?? `new-${at}`} className={classes.contact}>
          <legend>{at === 0 ? t('people.contact') : t('people.contactNumber', { number: at + 1 })}</legend>
          <Fields form={form} at={at} />
          {contacts.length > 1 ? (
            <>
              <Topics form={form} at={at} />
              <Group gap="xs">
                {at > 0 ? (
                  <Button
                    variant="default"
                    onClick={() => form.reorderListItem('contacts', { from: at, to: 0 })}
                  >
                    {t('people.contactFirst')}
                  </Button>
                ) : null}
                <Button
                  variant="subtle"
                  color="gray"
                  leftSection={<Icon name="trash" />}
                  onClick={() => form.removeListItem('contacts', at)}
                  aria-label={t('people.removeContact', {
                    name: contact.name || t('people.contactNumber', { number: at + 1 }),
                  })}
                >
                  {t('common.remove')}
                </Button>
              </Group>
            </>
          ) : null}
        </fieldset>
      ))}
      {contacts.length < MOST ? (
        <div>
          <Button
            variant="default"
            leftSection={<Icon name="plus" />}
            onClick={() => form.insertListItem('contacts', newContact())}
          >
            {t('people.addContact')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

interface OneProps {
  form: UseFormReturnType<CustomerValues>
  at: number
}

function Fields({ form, at }: OneProps) {
  const t = useT()
  const text = (field: string) => {
    const path = `contacts.${at}.${field}`
    return { 'data-path': path, ...form.getInputProps(path) }
  }
  return (
    <>
      <TextInput
        label={at === 0 ? t('people.contact') : t('people.contactName')}
        required
        {...text('name')}
      />
      <TextInput label={t('people.contactEmail')} type="email" required {...text('email')} />
      <TextInput label={t('people.phone')} type="tel" {...text('phone')} />
    </>
  )
}

function Topics({ form, at }: OneProps) {
  const t = useT()
  const path = `contacts.${at}.topics`
  return (
    <Checkbox.Group
      label={t('people.contactTopics')}
      description={at === 0 ? t('people.contactTopicsFirst') : t('people.contactTopicsHint')}
      data-path={path}
      {...form.getInputProps(path)}
    >
      <div className={classes.topics}>
        {TOPICS.map((topic) => (
          <Checkbox key={topic} value={topic} label={t(`people.topics.${topic}`)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
