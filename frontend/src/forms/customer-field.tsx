import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rest } from '@/api/client'
import type { Listing } from '@/api/listing'
import type { Schemas } from '@/api/types'
import { useT } from '@/i18n/use-t'
import { LookupField } from '@/ui/lookup-field'

export type CustomerChoice = Pick<Schemas['CustomerRow'], 'id' | 'name'>

function customerChoices(q: string) {
  return queryOptions({
    queryKey: ['customers', 'choices', q],
    queryFn: () => rest.get<Listing<CustomerChoice>>('/api/v1/customers', { q, limit: 20 }),
    staleTime: 60_000,
  })
}

interface Props {
  value: CustomerChoice | null
  onChange: (customer: CustomerChoice | null) => void
  error?: React.ReactNode
  label?: string
  'data-path': string
}

/** Searches a customer by name. */
export function CustomerField({ value, onChange, error, label, 'data-path': path }: Props) {
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
      label={label ?? t('enrolments.assign.customer')}
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
