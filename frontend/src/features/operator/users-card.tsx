import { Button, Checkbox, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { Dialog } from '@/ui/dialog'
import { SectionCard } from '@/ui/section-card'
import { toast } from '@/ui/toast'
import { type ProviderUser, useLetIn, usersQuery } from './queries'
import classes from './users-card.module.css'

/** Who works for the provider, to let somebody in who is locked out (R-ACC-02). */
export function UsersCard({ providerId }: { providerId: string }) {
  const t = useT()
  const query = useQuery(usersQuery(providerId))
  const [asked, setAsked] = useState<ProviderUser | null>(null)
  return (
    <SectionCard title={t('operator.users.title')} lead={t('operator.users.lead')}>
      <QueryView query={query}>
        {(users) => (
          <ul className={classes.list}>
            {users.map((user) => (
              <li key={user.id}>
                <div>
                  <strong>{user.name}</strong>
                  <div className={classes.under}>
                    {[
                      user.email,
                      t(`app.roles.${user.role as 'admin' | 'planner' | 'viewer'}`),
                      user.inTwoSteps ? t('operator.users.inTwoSteps') : '',
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </div>
                </div>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('operator.users.helpName', { name: user.name })}
                  onClick={() => setAsked(user)}
                >
                  {t('operator.users.help')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <Dialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t('operator.users.helpName', { name: asked?.name ?? '' })}
      >
        {asked ? <Help providerId={providerId} user={asked} onDone={() => setAsked(null)} /> : null}
      </Dialog>
    </SectionCard>
  )
}

function Help({ providerId, user, onDone }: { providerId: string; user: ProviderUser; onDone: () => void }) {
  const t = useT()
  const [without, setWithout] = useState(false)
  const help = useLetIn(providerId)

  function send() {
    help.mutate(
      { userId: user.id, withoutSecondStep: without },
      {
        onSuccess: () => {
          toast({ message: t('operator.users.sent', { email: user.email }) })
          onDone()
        },
        onError: toastError,
      },
    )
  }

  return (
    <>
      <p>{t('operator.users.helpText', { email: user.email })}</p>
      {user.inTwoSteps ? (
        <Checkbox
          label={t('operator.users.without')}
          description={t('operator.users.withoutHint')}
          checked={without}
          onChange={(event) => setWithout(event.currentTarget.checked)}
        />
      ) : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button loading={help.isPending} onClick={send}>
          {t('operator.users.send')}
        </Button>
      </Group>
    </>
  )
}
