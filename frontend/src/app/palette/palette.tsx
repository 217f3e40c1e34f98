import { createSpotlight, Spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useSession } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { KeyHint } from '@/ui/key-hint'
import { useGo } from '@/ui/links'
import { creatableBy, entriesFor } from '../navigation'
import { settingsEntriesFor } from '../settings-entries'
import { type Command, matching } from './commands'
import { useFound } from './found'

const [store, spotlight] = createSpotlight()

/** Search and commands on one surface: a name, a number, or what one wants to do. */
function Palette({ onClose }: { onClose: () => void }) {
  const t = useT()
  const go = useGo()
  const session = useSession()
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 150)
  const found = useFound(settled)

  useEffect(() => spotlight.open(), [])

  const create: Command[] = creatableBy(session).map((entry) => ({
    ...entry,
    label: t(`app.shortcuts.${entry.key}`),
  }))
  const places: Command[] = entriesFor(session).map((entry) => ({
    ...entry,
    label: t(`app.nav.${entry.key}`),
  }))
  const settings: Command[] = settingsEntriesFor(session)
    .filter((entry) => !places.some((place) => place.to === entry.to))
    .map((entry) => ({
      to: entry.to,
      label: t(`settings.page.${entry.key}`),
      detail: t('settings.title'),
      icon: 'settings',
    }))
  const groups = [
    ...found,
    { label: t('app.palette.actions'), commands: matching(create, query) },
    { label: t('app.palette.goTo'), commands: matching([...places, ...settings], query) },
  ].filter((group) => group.commands.length > 0)

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight="60vh"
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        aria-label={t('app.palette.placeholder')}
        placeholder={t('app.palette.placeholder')}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.commands.map((command) => (
              <Spotlight.Action
                key={command.to + command.label}
                label={command.label}
                description={command.detail}
                leftSection={<Icon name={command.icon} />}
                rightSection={command.keys ? <KeyHint keys={command.keys} /> : undefined}
                onClick={() => void go(command.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? (
          <Spotlight.Empty>{t('app.palette.nothing', { query })}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

// biome-ignore lint/style/noDefaultExport: loaded lazily, which takes a default export
export default Palette
