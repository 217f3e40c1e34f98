import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { examplesQuery } from '@/api/templates'
import type { Schemas } from '@/api/types'
import { useT } from '@/i18n/use-t'

interface Props {
  language: 'nl' | 'en'
  onChoose: (example: Schemas['ExampleView']) => void
}

/** Six texts to begin with; what is chosen fills the form and can be changed like anything one typed. */
export function ExampleChoice({ language, onChoose }: Props) {
  const t = useT()
  const { data: examples = [] } = useQuery(examplesQuery(language))
  const [key, setKey] = useState<string | null>(null)

  function choose(chosen: string | null) {
    setKey(chosen)
    const example = examples.find((one) => one.key === chosen)
    if (example) onChoose(example)
  }

  return (
    <Select
      label={t('templates.example')}
      placeholder={t('templates.exampleNone')}
      value={key}
      onChange={choose}
      data={examples.map((example) => ({ value: example.key, label: example.name }))}
    />
  )
}
