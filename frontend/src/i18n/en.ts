import { app } from './en/app'
import { common } from './en/common'
import { errors } from './en/errors'
import { modules } from './en/modules'
import { status } from './en/status'
import type { nl } from './nl'
import type { Texts } from './types'

export const en: Texts<typeof nl> = { app, common, errors, modules, status }
