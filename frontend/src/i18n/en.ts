import { account } from './en/account'
import { app } from './en/app'
import { billing } from './en/billing'
import { certificates } from './en/certificates'
import { code95 } from './en/code95'
import { common } from './en/common'
import { courseDates } from './en/course-dates'
import { courses } from './en/courses'
import { dashboard } from './en/dashboard'
import { editor } from './en/editor'
import { enrolments } from './en/enrolments'
import { errors } from './en/errors'
import { imports } from './en/imports'
import { instructors } from './en/instructors'
import { items } from './en/items'
import { lists } from './en/lists'
import { mailings } from './en/mailings'
import { mails } from './en/mails'
import { merging } from './en/merging'
import { modules } from './en/modules'
import { people } from './en/people'
import { privacy } from './en/privacy'
import { reminders } from './en/reminders'
import { sender } from './en/sender'
import { settings } from './en/settings'
import { staffing } from './en/staffing'
import { status } from './en/status'
import { templates } from './en/templates'
import type { nl } from './nl'
import type { Texts } from './types'

export const en: Texts<typeof nl> = {
  account,
  app,
  billing,
  certificates,
  code95,
  common,
  courseDates,
  courses,
  dashboard,
  editor,
  enrolments,
  errors,
  imports,
  instructors,
  lists,
  items,
  mailings,
  mails,
  merging,
  modules,
  people,
  privacy,
  reminders,
  sender,
  settings,
  staffing,
  status,
  templates,
}
