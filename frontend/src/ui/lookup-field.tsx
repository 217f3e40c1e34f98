import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useT } from '@/i18n/use-t'
import { Icon } from './icons/icon'
import classes from './lookup-field.module.css'

interface LookupOption {
  key: string
  label: string
  /** Tells people with the same name apart: a town, a date of birth. */
  hint?: string
  /** What to know before choosing, such as that somebody is busy. */
  warning?: string
}

interface Props {
  label: string
  description?: string
  error?: React.ReactNode
  required?: boolean
  disabled?: boolean
  placeholder?: string
  /** What stands in the field: what was typed, or the name of what was chosen. */
  text: string
  onText: (text: string) => void
  /** What was found; undefined while searching. */
  options: LookupOption[] | undefined
  onPick: (key: string) => void
  /** Said when nothing was found. */
  nothing: string
  /** A last line that takes the typed words as they are. */
  own?: string
  onOwn?: () => void
  onClear?: () => void
  'data-path'?: string
}

const OWN = 'own-words'

/** A field to search something in: type, choose from what was found, or take the typed words where that is allowed. */
export function LookupField(props: Props) {
  const t = useT()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })

  function pick(key: string) {
    if (key === OWN) props.onOwn?.()
    else props.onPick(key)
    combobox.closeDropdown()
  }

  function type(text: string) {
    props.onText(text)
    combobox.openDropdown()
    combobox.updateSelectedOptionIndex()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          role="combobox"
          label={props.label}
          description={props.description}
          error={props.error}
          required={props.required}
          disabled={props.disabled}
          placeholder={props.placeholder}
          data-path={props['data-path']}
          autoComplete="off"
          value={props.text}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          rightSection={<RightSection {...props} clearLabel={t('common.clear')} />}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={props.options === undefined}>
        <Combobox.Options aria-label={props.label} className={classes.options}>
          {props.options?.map((option) => (
            <Choice key={option.key} option={option} />
          ))}
          {props.own ? <Combobox.Option value={OWN}>{props.own}</Combobox.Option> : null}
          {props.options?.length === 0 && !props.own ? (
            <Combobox.Empty>{props.nothing}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function RightSection({ options, text, onClear, clearLabel }: Props & { clearLabel: string }) {
  if (options === undefined) return <Loader size="xs" />
  if (!text || !onClear) return <Icon name="search" />
  return <Combobox.ClearButton aria-label={clearLabel} onClear={onClear} />
}

function Choice({ option: { key, label, hint, warning } }: { option: LookupOption }) {
  return (
    <Combobox.Option value={key}>
      <span className={classes.label}>{label}</span>
      {hint ? <span className={classes.hint}>{hint}</span> : null}
      {warning ? (
        <span className={classes.warning}>
          <Icon name="warning" size={14} /> {warning}
        </span>
      ) : null}
    </Combobox.Option>
  )
}
