import { ActionIcon, Button, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { useGo } from '@/ui/links'
import { toast } from '@/ui/toast'
import { useRemoveView } from '../mutations'
import { savedViews } from '../queries'
import type { SavedView } from '../types'
import classes from './course-list.module.css'
import { SaveViewDialog } from './save-view-dialog'
import { type CourseSearch, isFiltered } from './search'

/** "Weergaven": filters under a name, one's own and those that colleagues share (R-CRS-07). */
export function ViewsMenu({ search }: { search: CourseSearch }) {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const [opened, setOpened] = useState(false)
  const [saving, setSaving] = useState(false)
  const views = useQuery(savedViews).data ?? []
  const mine = views.filter(({ own }) => own)
  const shared = views.filter(({ own }) => !own)
  const maySave = can('courses:write') && (isFiltered(search) || search.period !== undefined)

  function open(view: SavedView) {
    setOpened(false)
    void go(paths.courses(view.filters))
  }

  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<Icon name="filter" size={16} />}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {t('courses.views.button')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('courses.views.button')}>
          {views.length === 0 ? <p>{t('courses.views.none')}</p> : null}
          <Views title={t('courses.views.mine')} views={mine} onOpen={open} removable />
          <Views title={t('courses.views.shared')} views={shared} onOpen={open} />
          {maySave ? (
            <Button
              variant="subtle"
              onClick={() => {
                setOpened(false)
                setSaving(true)
              }}
            >
              {t('courses.views.save')}
            </Button>
          ) : null}
        </Popover.Dropdown>
      </Popover>
      <SaveViewDialog search={search} opened={saving} onClose={() => setSaving(false)} />
    </>
  )
}

interface ViewsProps {
  title: string
  views: SavedView[]
  onOpen: (view: SavedView) => void
  removable?: boolean
}

function Views({ title, views, onOpen, removable = false }: ViewsProps) {
  const t = useT()
  const remove = useRemoveView()
  if (views.length === 0) return null
  const drop = ({ id, name }: SavedView) =>
    remove.mutate(id, {
      onSuccess: () => toast({ message: t('courses.views.removed', { name }) }),
      onError: toastError,
    })
  return (
    <section>
      <strong>{title}</strong>
      <ul className={classes.views}>
        {views.map((view) => (
          <li key={view.id} className={classes.view}>
            <Button variant="subtle" size="compact-sm" onClick={() => onOpen(view)}>
              {view.name}
            </Button>
            {removable ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('courses.views.remove', { name: view.name })}
                onClick={() => drop(view)}
              >
                <Icon name="trash" />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
