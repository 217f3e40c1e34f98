import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'
import { customerChoices } from './queries'
import type { CustomerChoice } from './types'

interface Props {
  value: CustomerChoice | null
  onChange: (customer: CustomerChoice | null) => void
  error?: React.ReactNode
  'data-path': string
}

/** Searches a customer by name. */
export function CustomerField({ value, onChange, error, 'data-path': path }: Props) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(value ? '' : typed.trim(), 200)
  const found = useQuery(customerChoices(q)).data?.items

  function set(customer: CustomerChoice | null, text: string) {
    setTyped(text)
    onChange(customer)
  }

  return (
    <LookupField
      label={t('enrolments.assign.customer')}
      description={t('enrolments.assign.search')}
      data-path={path}
      error={error}
      text={value?.name ?? typed}
      onText={(text) => set(null, text)}
      options={found?.map(({ id, name }) => ({ key: id, label: name }))}
      onPick={(id) => set(found?.find((one) => one.id === id) ?? null, '')}
      nothing={t('enrolments.assign.nothing')}
      onClear={() => set(null, '')}
    />
  )
}
