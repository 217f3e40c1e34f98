import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '@/api/session'
import { toastError } from '@/forms/action-toast'
import { useFormat, useT } from '@/i18n/use-t'
import { QueryView } from '@/tables/query-view'
import { EmptyState } from '@/ui/empty-state'
import { AppLink, LinkButton } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import { toast } from '@/ui/toast'
import { fieldsOf, KINDS, type Kind, type Merge, type Pair, type Side, weightOf } from '../kinds'
import classes from '../merging.module.css'
import { duplicatesQuery, mergesQuery, useDismiss, useUndoMerge } from '../queries'

export const TraineeDuplicatesPage = () => <Duplicates kind="trainees" />
export const CustomerDuplicatesPage = () => <Duplicates kind="customers" />

/** Who is probably there twice, and what was merged of late (S08). */
function Duplicates({ kind }: { kind: Kind }) {
  const t = useT()
  const pairs = useQuery(duplicatesQuery(kind))
  const merges = useQuery(mergesQuery(kind))
  return (
    <>
      <PageHeader
        title={t(`merging.title.${kind}`)}
        back={{ label: t(`people.${kind}`), to: KINDS[kind].list() }}
      />
      <QueryView query={pairs}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon="check" title={t(`merging.none.${kind}`)} />
          ) : (
            <ul className={classes.pairs} aria-label={t(`merging.title.${kind}`)}>
              {found.map((pair) => (
                <PairCard key={`${pair.one.id} ${pair.two.id}`} kind={kind} pair={pair} />
              ))}
            </ul>
          )
        }
      </QueryView>
      <QueryView query={merges}>
        {(found) => (found.length > 0 ? <Merges kind={kind} merges={found} /> : null)}
      </QueryView>
    </>
  )
}

function PairCard({ kind, pair }: { kind: Kind; pair: Pair }) {
  const t = useT()
  const can = useCan()
  const dismiss = useDismiss(kind)
  const { one, two } = pair
  const names = { one: one.name, two: two.name }
  return (
    <li className={classes.pair}>
      <div className={classes.sides}>
        <SideFacts kind={kind} side={one} />
        <SideFacts kind={kind} side={two} />
      </div>
      <p>{pair.because ? t(`merging.because.${pair.because}`) : null}</p>
      {can(KINDS[kind].permission) ? (
        <div className={classes.acts}>
          <LinkButton
            to={KINDS[kind].merge(one.id, two.id)}
            size="compact-sm"
            aria-label={t('merging.compareNamed', names)}
          >
            {t('merging.compare')}
          </LinkButton>
          <Button
            variant="default"
            size="compact-sm"
            loading={dismiss.isPending}
            aria-label={t('merging.dismissNamed', names)}
            onClick={() => dismiss.mutate(pair, { onError: toastError })}
          >
            {t('merging.dismiss')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function SideFacts({ kind, side }: { kind: Kind; side: Side }) {
  const t = useT()
  const format = useFormat()
  const [, ...others] = fieldsOf(kind, t, format)
  const facts = others.map(({ read }) => read(side)).filter(Boolean)
  return (
    <div>
      <AppLink to={KINDS[kind].show(side.id)}>{side.name}</AppLink>
      <span className={classes.under}>{facts.slice(0, 3).join(', ')}</span>
      <span className={classes.under}>{weightOf(side, t)}</span>
    </div>
  )
}

function Merges({ kind, merges }: { kind: Kind; merges: Merge[] }) {
  const t = useT()
  const can = useCan()
  const format = useFormat()
  const undo = useUndoMerge(kind)
  return (
    <section aria-labelledby="merges">
      <h2 id="merges">{t('merging.recent')}</h2>
      <ul className={classes.pairs}>
        {merges.map((merge) => (
          <li key={merge.id} className={classes.pair}>
            <span>
              {t('merging.merged', { other: merge.otherName, keeper: merge.keeperName })}
              <span className={classes.under}>
                {merge.mergedByName}, {format.instant(merge.mergedAt)}
                {merge.undoneAt ? `, ${t('merging.undone', { at: format.instant(merge.undoneAt) })}` : ''}
              </span>
            </span>
            {merge.undoneAt === null && can(KINDS[kind].permission) ? (
              <Button
                variant="default"
                size="compact-sm"
                loading={undo.isPending}
                aria-label={t('merging.undoNamed', { other: merge.otherName })}
                onClick={() =>
                  undo.mutate(merge.id, {
                    onSuccess: () => toast({ message: t('merging.backAgain', { name: merge.otherName }) }),
                    onError: toastError,
                  })
                }
              >
                {t('common.undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
