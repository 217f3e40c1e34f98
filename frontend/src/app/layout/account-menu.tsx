import { Avatar, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useLogout, useSession, useSwitchProvider } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { chooseLocale } from '@/i18n/setup'
import { useLocale, useT } from '@/i18n/use-t'
import { initials } from '@/lib/names'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import type { IconName } from '@/ui/icons/shapes'
import { PathLink } from '@/ui/links'
import { chooseDensity, chosenDensity } from '../appearance'
import classes from './account-menu.module.css'

const SCHEMES = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['auto', 'half'],
] as const

interface ChoiceProps {
  chosen: boolean
  icon?: IconName
  label: string
  onChoose: () => void
}

function Choice({ chosen, icon, label, onChoose }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      closeMenuOnClick={false}
      leftSection={icon ? <Icon name={icon} /> : undefined}
      rightSection={chosen ? <Icon name="check" size={16} /> : null}
      onClick={onChoose}
    >
      {label}
    </Menu.Item>
  )
}

export function AccountMenu() {
  const t = useT()
  const session = useSession()
  const locale = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useState(chosenDensity)
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={t('app.top.account', { name: session.user.name })}
        >
          <Avatar radius="xl" size={32} variant="light" color="brand" aria-hidden="true">
            {initials(session.user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.user.name}, {t(`app.roles.${session.role}`)}
        </Menu.Label>
        <Menu.Label>{t('app.account.language')}</Menu.Label>
        <Choice
          chosen={locale === 'nl'}
          label={t('app.account.dutch')}
          onChoose={() => void chooseLocale('nl')}
        />
        <Choice
          chosen={locale === 'en'}
          label={t('app.account.english')}
          onChoose={() => void chooseLocale('en')}
        />
        <Menu.Label>{t('app.account.theme')}</Menu.Label>
        {SCHEMES.map(([scheme, icon]) => (
          <Choice
            key={scheme}
            chosen={colorScheme === scheme}
            icon={icon}
            label={t(`app.account.${scheme}`)}
            onChoose={() => setColorScheme(scheme)}
          />
        ))}
        <Menu.Label>{t('app.account.density')}</Menu.Label>
        {(['comfortable', 'compact'] as const).map((choice) => (
          <Choice
            key={choice}
            chosen={density === choice}
            label={t(`app.account.${choice}`)}
            onChoose={() => {
              chooseDensity(choice)
              setDensity(choice)
            }}
          />
        ))}
        <Menu.Divider />
        <OtherProviders />
        {session.permissions.includes('settings:read') ? (
          <Menu.Item component={PathLink} path={paths.settings()} leftSection={<Icon name="settings" />}>
            {t('app.account.settings')}
          </Menu.Item>
        ) : null}
        <LogoutItem />
      </Menu.Dropdown>
    </Menu>
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
      <Menu.Label>{t('app.account.switchProvider')}</Menu.Label>
      {others.map((provider) => (
        <Menu.Item
          key={provider.id}
          leftSection={<Icon name="switch" />}
          onClick={() =>
            change.mutate(provider.id, {
              onSuccess: () => window.location.assign(paths.home()),
              onError: toastError,
            })
          }
        >
          {provider.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}

function LogoutItem() {
  const t = useT()
  const logout = useLogout()
  return (
    <Menu.Item
      leftSection={<Icon name="logout" />}
      onClick={() =>
        logout.mutate(undefined, {
          onSuccess: () => window.location.assign(paths.login()),
          onError: toastError,
        })
      }
    >
      {t('app.account.logout')}
    </Menu.Item>
  )
}
