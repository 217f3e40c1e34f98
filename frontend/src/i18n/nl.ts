import { app } from './nl/app'
import { common } from './nl/common'
import { courses } from './nl/courses'
import { enrolments } from './nl/enrolments'
import { errors } from './nl/errors'
import { imports } from './nl/imports'
import { modules } from './nl/modules'
import { staffing } from './nl/staffing'
import { status } from './nl/status'

/** The source of all words on the screen. Every other language has exactly these keys. */
export const nl = { app, common, courses, enrolments, errors, imports, modules, staffing, status } as const
