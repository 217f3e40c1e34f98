import { Button, Group } from '@mantine/core'
import { useCan } from '@/api/session'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { SectionCard } from '@/ui/section-card'
import { type Sender, useCheckSender } from './queries'
import { RecordBlock } from './record-block'

/** What has to stand in the DNS, how it was found, and a button to look again. */
export function RecordsCard({ sender }: { sender: Sender }) {
  const t = useT()
  const format = useFormat()
  const can = useCan()
  const check = useCheckSender()
  return (
    <SectionCard title={t('sender.records')} lead={t('sender.recordsLead')}>
      {sender.records.map((record) => (
        <RecordBlock key={record.kind} record={record} />
      ))}
      <Group mt="md" gap="md">
        {can('settings:write') ? (
          <Button loading={check.isPending} onClick={() => check.mutate()}>
            {t('sender.check')}
          </Button>
        ) : null}
        <span role="status">
          {sender.checkedAt
            ? t('sender.checkedAt', { when: format.instant(sender.checkedAt) })
            : t('sender.neverChecked')}
        </span>
      </Group>
      <InlineError error={check.error} />
    </SectionCard>
  )
}
