import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useCan } from '@/api/session'
import { useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { Icon } from '@/ui/icons/icon'
import { LinkButton, useGo } from '@/ui/links'
import { useKinds } from '../kinds'
import classes from './course-list.module.css'

/** "Nieuwe cursus": asks which kind, and skips the question where only one kind is allowed. */
export function NewCourseButton() {
  const t = useT()
  const go = useGo()
  const can = useCan()
  const kinds = useKinds()
  const [opened, setOpened] = useState(false)
  if (!can('courses:write') || kinds.length === 0) return null
  if (kinds.length === 1) {
    return (
      <LinkButton to={paths.courseNew({ kind: kinds[0] })} leftSection={<Icon name="plus" size={16} />}>
        {t('courses.new')}
      </LinkButton>
    )
  }
  return (
    <>
      <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened(true)}>
        {t('courses.new')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('courses.kind.choose')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={classes.choice}>
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant="default"
              justify="flex-start"
              onClick={() => void go(paths.courseNew({ kind }))}
            >
              <span>
                {t(`courses.kind.${kind}`)}
                <span className={classes.choiceHint}>{t(`courses.kind.${kind}Hint`)}</span>
              </span>
            </Button>
          ))}
        </div>
      </Modal>
    </>
  )
}
