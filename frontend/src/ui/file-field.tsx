import { Button, FileButton, Input } from '@mantine/core'
import { type DragEvent, useId, useState } from 'react'
import { useFormat, useT } from '@/i18n/use-t'
import classes from './file-field.module.css'
import { Icon } from './icons/icon'

interface Props {
  label: string
  description?: string
  accept?: string
  maxBytes: number
  /** The name of what is chosen now; null when nothing is. */
  chosen: string | null
  error?: React.ReactNode
  loading?: boolean
  onChoose: (file: File) => void
  onRemove?: () => void
}

/** Takes one file, chosen or dragged here. What is too large is refused here already, with both sizes named. */
export function FileField(props: Props) {
  const t = useT()
  const format = useFormat()
  const id = useId()
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const [over, setOver] = useState(false)

  function choose(file: File | null) {
    if (!file) return
    if (file.size > props.maxBytes) {
      setTooLarge(
        t('common.file.tooLarge', { size: format.bytes(file.size), limit: format.bytes(props.maxBytes) }),
      )
      return
    }
    setTooLarge(null)
    props.onChoose(file)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0] ?? null)
  }

  function hold(event: DragEvent) {
    event.preventDefault()
    setOver(true)
  }

  return (
    <Input.Wrapper
      label={props.label}
      description={props.description}
      error={tooLarge ?? props.error}
      labelElement="div"
      labelProps={{ id }}
    >
      <fieldset
        className={classes.line}
        data-over={over || undefined}
        onDragOver={hold}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileButton onChange={choose} accept={props.accept} inputProps={{ 'aria-labelledby': id }}>
          {(button) => (
            <Button
              {...button}
              variant="default"
              loading={props.loading}
              leftSection={<Icon name="upload" />}
            >
              {t('common.file.choose')}
            </Button>
          )}
        </FileButton>
        <span className={classes.name}>{props.chosen ?? t('common.file.none')}</span>
        {props.chosen && props.onRemove ? (
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('common.file.remove', { name: props.chosen })}
            onClick={props.onRemove}
          >
            <Icon name="close" />
          </Button>
        ) : null}
        <span className={classes.hint}>{t('common.file.drop')}</span>
      </fieldset>
    </Input.Wrapper>
  )
}
