import { useQuery } from '@tanstack/react-query'
import { call, http } from '@/api/client'
import { useSession } from '@/api/session'
import type { Schemas } from '@/api/types'
import { useFormat, useT } from '@/i18n/use-t'
import { paths } from '@/lib/paths'
import { QueryView } from '@/tables/query-view'
import { Deadline } from '@/ui/deadline'
import { AppLink } from '@/ui/links'
import { PageHeader } from '@/ui/page-header'
import classes from '../dashboard.module.css'
import { OperatorDesk } from '../operator-desk'

type Dashboard = Schemas['DashboardView']

/** The groups of courses, and by what the list shows the same ones. */
const NEEDS = {
  toProcess: 'processing',
  withoutInstructor: 'instructor',
  answers: 'answer',
  neverInvited: 'invitation',
  waitingLists: 'place',
} as const
const GROUPS = Object.keys(NEEDS) as (keyof typeof NEEDS)[]

/** What needs a hand today, each line one click from the place to do it, and the week ahead (R-DSH-01). */
export function DashboardPage() {
  const t = useT()
  const session = useSession()
  return (
    <>
      <PageHeader title={t(session.provider ? 'dashboard.title' : 'dashboard.operatorProviders')} />
      {session.provider ? <Today /> : <OperatorDesk />}
    </>
  )
}

function Today() {
  const query = useQuery({
    queryKey: ['dashboard'],
    queryFn: () => call(http.GET('/api/v1/dashboard')),
  })
  return (
    <QueryView query={query}>
      {(today) => (
        <div className={classes.columns}>
          <Todo today={today} />
          <Week courses={today.thisWeek} />
        </div>
      )}
    </QueryView>
  )
}

function Todo({ today }: { today: Dashboard }) {
  const t = useT()
  const busy = GROUPS.filter((group) => today[group].count > 0)
  const nothing =
    busy.length === 0 &&
    today.failedMails.count === 0 &&
    today.deferredMails.count === 0 &&
    today.code95.count === 0 &&
    today.certificationItems.count === 0 &&
    today.expiring.length === 0
  return (
    <section aria-labelledby="dashboard-todo">
      <h2 id="dashboard-todo">{t('dashboard.todo')}</h2>
      {nothing ? <p>{t('dashboard.nothing')}</p> : null}
      {today.code95.count > 0 ? <Code95Group due={today.code95} /> : null}
      {busy.map((group) => (
        <Group
          key={group}
          title={t(`dashboard.${group}`)}
          group={today[group]}
          list={paths.courses({ needs: NEEDS[group], period: 'all' })}
        />
      ))}
      {today.certificationItems.count > 0 ? <DueItems due={today.certificationItems} /> : null}
      {today.expiring.length > 0 ? <Expiring months={today.expiring} /> : null}
      {today.deferredMails.count > 0 ? <DeferredMails waiting={today.deferredMails} /> : null}
      {today.failedMails.count > 0 ? (
        <div className={classes.card}>
          <h3>
            <AppLink to={paths.mails({ unresolved: true })}>
              {t('dashboard.failedMails')} ({today.failedMails.count})
            </AppLink>
          </h3>
        </div>
      ) : null}
    </section>
  )
}

/** Mails that leave tomorrow, since so many left today as may. */
function DeferredMails({ waiting }: { waiting: Dashboard['deferredMails'] }) {
  const t = useT()
  const format = useFormat()
  return (
    <div className={classes.card}>
      <h3>
        <AppLink to={paths.mails({ state: 'deferred' })}>
          {t('dashboard.deferredMails', { max: format.number(waiting.dailyMaximum ?? 0) })} ({waiting.count})
        </AppLink>
      </h3>
    </div>
  )
}

/** The certificates that expire, per month as a bar, as the list shows them. */
function Expiring({ months }: { months: Dashboard['expiring'] }) {
  const t = useT()
  const format = useFormat()
  const most = Math.max(...months.map(({ count }) => count))
  return (
    <div className={classes.card}>
      <h3>{t('dashboard.expiring')}</h3>
      <ul className={classes.months}>
        {months.map(({ starts, ends, count }) => (
          <li key={starts}>
            <AppLink
              to={paths.certificates({
                state: 'valid',
                expiresFrom: starts,
                expiresUntil: ends,
                sort: 'expiresOn',
              })}
            >
              {format.month(starts)}
            </AppLink>
            <span className={classes.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden />
            <span>{t('dashboard.certificates', { count })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The things whose reminder date has come, until they are renewed (R-CIT-02). */
function DueItems({ due }: { due: Dashboard['certificationItems'] }) {
  const t = useT()
  const format = useFormat()
  return (
    <div className={classes.card}>
      <h3>
        <AppLink to={paths.items({ due: true })}>
          {t('dashboard.certificationItems')} ({due.count})
        </AppLink>
      </h3>
      <ul>
        {due.items.map((item) => (
          <li key={item.id}>
            <AppLink to={paths.item(item.id)}>{item.description}</AppLink>{' '}
            <span>{format.day(item.expiresOn)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What must be reported within a week for hours to count, or is overdue. */
function Code95Group({ due }: { due: Dashboard['code95'] }) {
  const t = useT()
  const more = due.count - due.courses.length
  return (
    <div className={classes.card}>
      <h3>
        {t('dashboard.code95')} ({due.count})
      </h3>
      <ul>
        {due.courses.map((course) => (
          <li key={course.id}>
            <AppLink to={paths.course(course.id, 'code95')}>
              {course.typeName} (#{course.number})
            </AppLink>{' '}
            <span>
              {t(`code95.duty.${course.duty}`)}: <Deadline at={course.dueAt} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{t('dashboard.more', { count: more })}</p> : null}
    </div>
  )
}

function Group({ title, group, list }: { title: string; group: Schemas['WorkGroup']; list: string }) {
  const t = useT()
  const format = useFormat()
  const more = group.count - group.courses.length
  return (
    <div className={classes.card}>
      <h3>
        <AppLink to={list}>
          {title} ({group.count})
        </AppLink>
      </h3>
      <ul>
        {group.courses.map((course) => (
          <li key={course.id}>
            <AppLink to={paths.course(course.id)}>
              {course.typeName} (#{course.number})
            </AppLink>{' '}
            <span>{format.day(course.firstDay)}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{t('dashboard.more', { count: more })}</p> : null}
    </div>
  )
}

function Week({ courses }: { courses: Dashboard['thisWeek'] }) {
  const t = useT()
  const format = useFormat()
  return (
    <section aria-labelledby="dashboard-week">
      <h2 id="dashboard-week">{t('dashboard.thisWeek')}</h2>
      {courses.length === 0 ? <p>{t('dashboard.nothingThisWeek')}</p> : null}
      {courses.map((course) => (
        <div key={course.id} className={classes.card}>
          <h3>
            <AppLink to={paths.course(course.id)}>
              {course.typeName} (#{course.number})
            </AppLink>
          </h3>
          <p>
            {format.day(course.firstDay)} {course.locationText}
          </p>
          <p>
            {t('dashboard.enrolled', { enrolled: course.enrolled, max: course.maxTrainees })},{' '}
            {course.instructors.map((one) => one.name).join(', ') || t('dashboard.unstaffed')}
          </p>
        </div>
      ))}
    </section>
  )
}
