import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { rest } from '@/api/client'
import { useCan } from '@/api/session'
import { useAction } from '@/api/use-action'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import { toast } from '@/ui/toast'
import { EraseDialog } from './erase-dialog'
import type { Trainee } from './queries'

/** What an administrator does when a trainee asks what is known of him (R-ACC-04). */
export function PersonalDataMenu({ trainee }: { trainee: Trainee }) {
  const t = useT()
  const can = useCan()
  const exporting = useAction({
    mutationFn: () => rest.download(`/api/v1/trainees/${trainee.id}/exports`, undefined, 'POST'),
    onError: toastError,
  })
  const [erasing, setErasing] = useState(false)
  if (!can('personal-data:write') || trainee.erasedAt) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<Icon name="chevronDown" size={14} />}
            loading={exporting.isPending}
          >
            {t('privacy.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() =>
              exporting.mutate(undefined, { onSuccess: () => toast({ message: t('privacy.exported') }) })
            }
          >
            {t('privacy.export')}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => setErasing(true)}>
            {t('privacy.erase')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EraseDialog trainee={trainee} opened={erasing} onClose={() => setErasing(false)} />
    </>
  )
}
