import { Anchor, Text } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import classes from './contacts.module.css'
import type { Customer } from './queries'

/** Whom to write to at a customer, and about what. */
export function ContactPersons({ customer }: { customer: Customer }) {
  const t = useT()
  if (customer.contacts.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('people.contacts')}>
      {customer.contacts.map((contact) => (
        <li key={contact.id}>
          <Text size="sm" fw={600}>
            {contact.name}
          </Text>
          <Text size="sm">
            <Anchor href={`mailto:${contact.email}`}>{contact.email}</Anchor>
            {contact.phone ? `, ${contact.phone}` : ''}
          </Text>
          {contact.topics.length > 0 ? (
            <Text size="sm" c="dimmed">
              {contact.topics.map((topic) => t(`people.topics.${topic}`)).join(', ')}
            </Text>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
