import { account } from './nl/account'
import { app } from './nl/app'
import { billing } from './nl/billing'
import { certificates } from './nl/certificates'
import { code95 } from './nl/code95'
import { common } from './nl/common'
import { courseDates } from './nl/course-dates'
import { courses } from './nl/courses'
import { dashboard } from './nl/dashboard'
import { editor } from './nl/editor'
import { enrolments } from './nl/enrolments'
import { errors } from './nl/errors'
import { imports } from './nl/imports'
import { instructors } from './nl/instructors'
import { items } from './nl/items'
import { lists } from './nl/lists'
import { mailings } from './nl/mailings'
import { mails } from './nl/mails'
import { merging } from './nl/merging'
import { modules } from './nl/modules'
import { people } from './nl/people'
import { privacy } from './nl/privacy'
import { reminders } from './nl/reminders'
import { sender } from './nl/sender'
import { settings } from './nl/settings'
import { staffing } from './nl/staffing'
import { status } from './nl/status'
import { templates } from './nl/templates'

/** The source of all words on the screen. Every other language has exactly these keys. */
export const nl = {
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
} as const
