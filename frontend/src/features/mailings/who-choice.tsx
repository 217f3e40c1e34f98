import { Radio, Stack } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import type { Who } from './types'

interface Props {
  value: Who
  selected: number
  onChange: (who: Who) => void
}

export function WhoChoice({ value, selected, onChange }: Props) {
  const t = useT()
  return (
    <Radio.Group label={t('mailings.who')} value={value} onChange={(who) => onChange(who as Who)}>
      <Stack gap="xs" mt="xs">
        {selected > 0 ? (
          <Radio value="selected" label={t('mailings.whoSelected', { count: selected })} />
        ) : null}
        <Radio value="notInvited" label={t('mailings.whoNotInvited')} />
        <Radio value="all" label={t('mailings.whoAll')} />
      </Stack>
    </Radio.Group>
  )
}
