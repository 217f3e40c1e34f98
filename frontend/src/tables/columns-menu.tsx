import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from '@/ui/icons/icon'
import classes from './columns-menu.module.css'
import type { ColumnChoice } from './use-column-choice'

/** "Kolommen": which columns of a list are shown. Not on a phone, where a row is a card. */
export function ColumnsMenu({ choice }: { choice: ColumnChoice }) {
  const t = useT()
  return (
    <Popover position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <Button className={classes.button} variant="default" leftSection={<Icon name="list" size={16} />}>
          {t('common.list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('common.list.columns')}>
        <Stack gap="xs">
          {choice.options.map(({ id, header, shown }) => (
            <Checkbox key={id} label={header} checked={shown} onChange={() => choice.toggle(id)} />
          ))}
          <Button variant="subtle" size="compact-sm" onClick={choice.reset}>
            {t('common.list.allColumns')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
