import { Group, SegmentedControl, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '@/api/error-text'
import { useMailHtml } from '@/api/mail-images'
import { previewQuery, type Sketch } from '@/api/templates'
import { useT } from '@/i18n/use-t'
import { MailFrame } from '@/ui/mail-frame'
import { Notice } from '@/ui/notice'
import { asDocument, isBlank } from './document'
import classes from './mail-preview.module.css'
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
      <Looks html={data.html} />
      <details>
        <summary>{t('templates.previewText')}</summary>
        <pre className={classes.plain}>{data.text}</pre>
      </details>
    </Stack>
  )
}

/** The same mail on a computer or a telephone, light or dark. */
function Looks({ html }: { html: string }) {
  const t = useT()
  const [screen, setScreen] = useState('wide')
  const [scheme, setScheme] = useState('light')
  const shown = useMailHtml(html)
  return (
    <>
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('templates.previewScreen')}
          value={screen}
          onChange={setScreen}
          data={[
            { value: 'wide', label: t('templates.previewComputer') },
            { value: 'narrow', label: t('templates.previewPhone') },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('templates.previewScheme')}
          value={scheme}
          onChange={setScheme}
          data={[
            { value: 'light', label: t('templates.previewLight') },
            { value: 'dark', label: t('templates.previewDark') },
          ]}
        />
      </Group>
      <MailFrame
        html={shown}
        title={t('templates.previewFrame')}
        narrow={screen === 'narrow'}
        dark={scheme === 'dark'}
      />
    </>
  )
}
