import { Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { errorText } from '@/api/error-text'
import { previewQuery, type Sketch } from '@/api/templates'
import { useT } from '@/i18n/use-t'
import { MailFrame } from '@/ui/mail-frame'
import { Notice } from '@/ui/notice'
import { asDocument, isBlank } from './document'
import type { Chip } from './variable-node'

const REST_MS = 500
const SHOWN = 3

/** The mail as it would leave, a moment after the typing rests. */
export function MailPreview({ sketch, chips }: { sketch: Sketch; chips: readonly Chip[] }) {
  const t = useT()
  const [settled] = useDebouncedValue(sketch, REST_MS)
  const ready = !isBlank(asDocument(settled.subject)) && !isBlank(asDocument(settled.body))
  const { data, error } = useQuery({
    ...previewQuery(settled),
    enabled: ready,
    placeholderData: keepPreviousData,
  })
  if (!ready) return <p>{t('templates.previewWaiting')}</p>
  if (error) return <Notice tone="danger">{errorText(error)}</Notice>
  if (!data) return <p role="status">{t('common.loading')}</p>
  const labelOf = (name: string) => chips.find((chip) => chip.name === name)?.label ?? name
  const more = data.missing.length - SHOWN
  return (
    <Stack gap="xs">
      <strong>{t('templates.previewSubject', { subject: data.subject })}</strong>
      {data.missing.length > 0 ? (
        <Notice tone="warning">
          {data.missing.slice(0, SHOWN).map((missing) => (
            <div key={`${missing.variable}-${missing.enrolmentId}`}>
              {t('templates.missing', { variable: labelOf(missing.variable), name: missing.name })}
            </div>
          ))}
          {more > 0 ? t('templates.missingMore', { count: more }) : null}
        </Notice>
      ) : null}
      <MailFrame html={data.html} title={t('templates.previewFrame')} />
    </Stack>
  )
}
