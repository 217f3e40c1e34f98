import { app } from './en/app'
import { common } from './en/common'
import { courses } from './en/courses'
import { enrolments } from './en/enrolments'
import { errors } from './en/errors'
import { imports } from './en/imports'
import { modules } from './en/modules'
import { staffing } from './en/staffing'
import { status } from './en/status'
import type { nl } from './nl'
import type { Texts } from './types'

export const en: Texts<typeof nl> = {
  app,
  common,
  courses,
  enrolments,
  errors,
  imports,
  modules,
  staffing,
  status,
}
