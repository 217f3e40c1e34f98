import { Checkbox, Modal, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { FormShell } from '@/forms/form-shell'
import { all, day, required } from '@/forms/rules'
import { useT, useToday } from '@/i18n/use-t'
import { DateField, isIsoDate } from '@/ui/date-field/date-field'
import { toast } from '@/ui/toast'
import { type Item, kindsQuery, useRenew } from './queries'
import { keyOf } from './values'
import { usePart } from './words'

type Line = { id: string; part: string; picked: boolean; expiresOn: string }
type Values = { inspectedOn: string; remarks: string; lines: Line[] }

interface Props {
  item: Item
  opened: boolean
  onClose: () => void
}

/** Gives due dates a new term after an inspection or a replacement (R-CIT-02). */
export function RenewDialog({ item, opened, onClose }: Props) {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('items.renewTitle', { name: item.description })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <RenewForm item={item} onClose={onClose} />
    </Modal>
  )
}

function useRenewForm(item: Item) {
  const today = useToday()
  const anyDue = item.dueDates.some((each) => each.isDue)
  const form = useForm<Values>({
    initialValues: {
      inspectedOn: today,
      remarks: '',
      lines: item.dueDates.map(({ id, part, isDue }) => ({
        id,
        part,
        picked: isDue || !anyDue,
        expiresOn: '',
      })),
    },
    validate: {
      inspectedOn: all(required, day),
      lines: {
        expiresOn: (value, values, path) => {
          const line = values.lines[Number(path.split('.')[1])]
          return line?.picked ? (required(value) ?? day(value)) : null
        },
      },
    },
  })
  const { inspectedOn } = form.values
  const kinds = useQuery(kindsQuery(isIsoDate(inspectedOn) ? inspectedOn : undefined)).data?.items
  const kind = kinds?.find((each) => keyOf(each) === (item.ownKindId ?? item.kind))
  const shown = useRef('')
  useEffect(() => {
    if (!kind || shown.current === JSON.stringify(kind)) return
    shown.current = JSON.stringify(kind)
    form.setFieldValue('lines', (lines) =>
      lines.map((line) => ({
        ...line,
        expiresOn: kind.dueDates.find((each) => each.part === line.part)?.expiresOn ?? line.expiresOn,
      })),
    )
  }, [kind, form.setFieldValue])
  return form
}

function RenewForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const t = useT()
  const part = usePart()
  const renew = useRenew(item)
  const form = useRenewForm(item)
  const submit = ({ inspectedOn, remarks, lines }: Values) =>
    renew.mutate(
      {
        inspectedOn,
        remarks,
        dueDates: lines.filter((each) => each.picked).map(({ id, expiresOn }) => ({ id, expiresOn })),
      },
      {
        onSuccess: () => {
          toast({ message: t('items.renewed') })
          onClose()
        },
      },
    )
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={renew.isPending}
      submitError={renew.error}
      submitLabel={t('items.renew')}
      rename={(path) => path.replace(/^dueDates/, 'lines')}
      onCancel={onClose}
      inDialog
    >
      <p>{t('items.renewLead')}</p>
      <DateField
        label={t('items.inspectedOn')}
        required
        yearRule="past"
        data-path="inspectedOn"
        {...form.getInputProps('inspectedOn')}
        value={form.values.inspectedOn}
      />
      <Stack gap="xs">
        <span>{t('items.renewPick')}</span>
        {form.values.lines.map((line, at) => (
          <div key={line.id}>
            <Checkbox
              label={part(line.part)}
              {...form.getInputProps(`lines.${at}.picked`, { type: 'checkbox' })}
            />
            {line.picked ? (
              <DateField
                label={`${t('items.expiresOn')} ${part(line.part)}`}
                required
                data-path={`lines.${at}.expiresOn`}
                {...form.getInputProps(`lines.${at}.expiresOn`)}
                value={line.expiresOn}
              />
            ) : null}
          </div>
        ))}
      </Stack>
      <Textarea label={t('items.remarks')} autosize {...form.getInputProps('remarks')} data-path="remarks" />
    </FormShell>
  )
}
