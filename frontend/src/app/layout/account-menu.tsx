import {
  Avatar,
  Button,
  Divider,
  Popover,
  SegmentedControl,
  Stack,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { useId, useState } from 'react'
import { useLogout, useSession, useSwitchProvider } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { initials } from '@/lib/names'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { LinkButton } from '@/ui/links'
import { chooseDensity, chosenDensity, type Density } from '../appearance'
import { settingsEntriesFor } from '../settings-entries'
import classes from './account-menu.module.css'
import { LanguageSwitch } from './language-switch'

const SCHEMES = ['light', 'dark', 'auto'] as const
const DENSITIES = ['comfortable', 'compact'] as const

export function AccountMenu() {
  const t = useT()
  const session = useSession()
  const [opened, setOpened] = useState(false)
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={t('app.top.account', { name: session.user.name })}
          onClick={() => setOpened((open) => !open)}
        >
          <Avatar radius="xl" size={32} variant="light" color="brand" aria-hidden="true">
            {initials(session.user.name)}
          </Avatar>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('app.top.account', { name: session.user.name })}>
        <Stack gap="sm">
          <div>
            <strong>{session.user.name}</strong>
            <div className={classes.role}>{t(`app.roles.${session.role}`)}</div>
          </div>
          <Appearance />
          <Divider />
          <OwnAccountLink onGo={() => setOpened(false)} />
          <SettingsLink onGo={() => setOpened(false)} />
          <OtherProviders />
          <LogoutButton />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Appearance() {
  const t = useT()
  const themeId = useId()
  const densityId = useId()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useState(chosenDensity)
  return (
    <>
      <div>
        <div className={classes.label}>{t('app.account.language')}</div>
        <LanguageSwitch />
      </div>
      <div>
        <div id={themeId} className={classes.label}>
          {t('app.account.theme')}
        </div>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-labelledby={themeId}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof SCHEMES)[number])}
          data={SCHEMES.map((scheme) => ({ value: scheme, label: t(`app.account.${scheme}`) }))}
        />
      </div>
      <div>
        <div id={densityId} className={classes.label}>
          {t('app.account.density')}
        </div>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-labelledby={densityId}
          value={density}
          onChange={(value) => {
            chooseDensity(value as Density)
            setDensity(value as Density)
          }}
          data={DENSITIES.map((choice) => ({ value: choice, label: t(`app.account.${choice}`) }))}
        />
      </div>
    </>
  )
}

function OwnAccountLink({ onGo }: { onGo: () => void }) {
  const t = useT()
  return (
    <LinkButton
      to={paths.account()}
      variant="subtle"
      color="gray"
      justify="flex-start"
      leftSection={<Icon name="lock" />}
      onClick={onGo}
    >
      {t('app.account.own')}
    </LinkButton>
  )
}

function SettingsLink({ onGo }: { onGo: () => void }) {
  const t = useT()
  const session = useSession()
  if (settingsEntriesFor(session).length === 0) return null
  return (
    <LinkButton
      to={paths.settings()}
      variant="subtle"
      color="gray"
      justify="flex-start"
      leftSection={<Icon name="settings" />}
      onClick={onGo}
    >
      {t('app.account.settings')}
    </LinkButton>
  )
}

function OtherProviders() {
  const t = useT()
  const session = useSession()
  const change = useSwitchProvider()
  const others = session.providers.filter((provider) => provider.id !== session.provider?.id)
  if (others.length === 0) return null
  return (
    <>
      <div className={classes.label}>{t('app.account.switchProvider')}</div>
      {others.map((provider) => (
        <Button
          key={provider.id}
          variant="subtle"
          color="gray"
          justify="flex-start"
          leftSection={<Icon name="switch" />}
          loading={change.isPending && change.variables === provider.id}
          onClick={() =>
            change.mutate(provider.id, {
              onSuccess: () => window.location.assign(paths.home()),
              onError: toastError,
            })
          }
        >
          {provider.name}
        </Button>
      ))}
      <Divider />
    </>
  )
}

function LogoutButton() {
  const t = useT()
  const logout = useLogout()
  return (
    <Button
      variant="subtle"
      color="gray"
      justify="flex-start"
      leftSection={<Icon name="logout" />}
      loading={logout.isPending}
      onClick={() =>
        logout.mutate(undefined, {
          onSuccess: () => window.location.assign(paths.login()),
          onError: toastError,
        })
      }
    >
      {t('app.account.logout')}
    </Button>
  )
}
