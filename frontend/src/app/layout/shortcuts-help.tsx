import { Modal, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { KeyHint } from '@/ui/key-hint'
import { enableShortcuts, shortcutsEnabled } from '@/ui/shortcuts'
import { creatableBy, entriesFor } from '../navigation'
import classes from './shortcuts-help.module.css'

type Line = readonly [keys: string, label: string]

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const t = useT()
  const session = useSession()
  const [enabled, setEnabled] = useState(shortcutsEnabled)
  const everywhere: Line[] = [
    ['/', t('app.shortcuts.palette')],
    ['Ctrl K', t('app.shortcuts.palette')],
    ...creatableBy(session).map(({ keys, key }) => [keys, t(`app.shortcuts.${key}`)] as const),
    ...entriesFor(session).flatMap(({ keys, key }) => (keys ? [[keys, t(`app.nav.${key}`)] as const] : [])),
    ['?', t('app.shortcuts.help')],
  ]
  const lists: Line[] = [
    ['j', t('app.shortcuts.next')],
    ['k', t('app.shortcuts.previous')],
    ['x', t('app.shortcuts.tick')],
    ['Enter', t('app.shortcuts.open')],
    ['Space', t('app.shortcuts.preview')],
  ]
  const forms: Line[] = [
    ['Ctrl Enter', t('app.shortcuts.save')],
    ['Esc', t('app.shortcuts.close')],
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('app.shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <span>{t('app.shortcuts.intro')}</span>
        <Switch
          label={t('app.shortcuts.enabled')}
          checked={enabled}
          onChange={(event) => {
            enableShortcuts(event.currentTarget.checked)
            setEnabled(event.currentTarget.checked)
          }}
        />
        <Group title={t('app.shortcuts.groupEverywhere')} lines={everywhere} />
        <Group title={t('app.shortcuts.groupLists')} lines={lists} />
        <Group title={t('app.shortcuts.groupForms')} lines={forms} />
      </Stack>
    </Modal>
  )
}

function Group({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {lines.map(([keys, label]) => (
          <div key={keys} className={classes.line}>
            <dt>{label}</dt>
            <dd>
              <span className={classes.spoken}>{keys}</span>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
