import { Button, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toastError } from '@/forms/action-toast'
import { InlineError } from '@/forms/form-shell'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { type SearchRecord, useUrlState } from '@/tables/url-state'
import { LinkButton, useGo } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { toast } from '@/ui/toast'
import { fieldsOf, KINDS, type Kind, type Pair, weightOf } from '../kinds'
import classes from '../merging.module.css'
import { comparisonQuery, useMerge, useUndoMerge } from '../queries'

export const TraineeMergePage = () => <Compare kind="trainees" />
export const CustomerMergePage = () => <Compare kind="customers" />

const readIds = ({ one = '', two = '' }: SearchRecord) => ({ one, two })

/** Two side by side: who stays, and of which of them each field is right. */
function Compare({ kind }: { kind: Kind }) {
  const t = useT()
  const [{ one, two }] = useUrlState(readIds)
  const query = useQuery(comparisonQuery(kind, one, two))
  return (
    <>
      <PageHeader
        title={t('merging.compareTitle')}
        back={{ label: t(`merging.title.${kind}`), to: KINDS[kind].duplicates() }}
      />
      <QueryView query={query}>{(pair) => <MergeForm kind={kind} pair={pair} />}</QueryView>
    </>
  )
}

function MergeForm({ kind, pair }: { kind: Kind; pair: Pair }) {
  const t = useT()
  const format = useFormat()
  const go = useGo()
  const merge = useMerge(kind)
  const undo = useUndoMerge(kind)
  const [keeperId, setKeeperId] = useState(pair.proposedKeeperId)
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const fields = fieldsOf(kind, t, format)
  const sides = [pair.one, pair.two]
  const [keeper, other] = keeperId === pair.one.id ? [pair.one, pair.two] : [pair.two, pair.one]
  const rightOf = (name: string) => chosen[name] ?? (fieldIsEmpty(name) ? other.id : keeper.id)

  function fieldIsEmpty(name: string): boolean {
    const field = fields.find((one) => one.name === name)
    return field !== undefined && field.read(keeper) === '' && field.read(other) !== ''
  }

  function submit() {
    const take = fields.map(({ name }) => name).filter((name) => rightOf(name) === other.id)
    merge.mutate(
      { keeperId: keeper.id, otherId: other.id, take },
      {
        onSuccess: (made) => {
          toast({
            message: t('merging.done', { until: format.instant(made.undoUntil) }),
            undo: () => undo.mutate(made.id, { onError: toastError }),
          })
          void go(KINDS[kind].show(keeper.id))
        },
      },
    )
  }

  return (
    <div className={classes.form}>
      <table className={classes.table}>
        <caption className={classes.caption}>{t('merging.hint')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('merging.stays')}</th>
            {sides.map((side) => (
              <th key={side.id} scope="col">
                <Radio
                  name="keeper"
                  checked={keeperId === side.id}
                  onChange={() => setKeeperId(side.id)}
                  label={side.name}
                  description={weightOf(side, t)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, label, read }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              {sides.map((side, index) => (
                <td key={side.id}>
                  <Radio
                    name={name}
                    checked={rightOf(name) === side.id}
                    onChange={() => setChosen({ ...chosen, [name]: side.id })}
                    label={read(side) || t('common.empty')}
                    aria-label={`${label}: ${read(side) || t('common.empty')} (${index + 1})`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t(`merging.consequence.${kind}`, { other: other.name, keeper: keeper.name })}</p>
      <InlineError error={merge.error} />
      <div className={classes.acts}>
        <Button loading={merge.isPending} onClick={submit}>
          {t('merging.submit')}
        </Button>
        <LinkButton variant="default" to={KINDS[kind].duplicates()}>
          {t('common.cancel')}
        </LinkButton>
      </div>
    </div>
  )
}
